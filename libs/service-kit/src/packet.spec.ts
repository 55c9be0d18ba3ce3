import { describe, expect, it } from '@jest/globals';
import { askedIn, packets } from './packet.js';

const message = (text: string) => ({ json: (): unknown => JSON.parse(text) });
const asked = { input: { a: 1 }, deadline: 1, requestId: 'r' };

describe('a packet', () => {
  it.each(['', '{', 'null', '42', '[]', '{}', '{"id":{"a":1},"data":1}'])('that is none (%s) becomes a request without data, which can be answered', (text) => {
    expect(packets.deserialize(message(text), { channel: 'op.meetings.me' })).toEqual({ pattern: 'op.meetings.me', id: 'unreadable', data: undefined });
  });

  it('is asked on its subject, whatever pattern it names', () => {
    expect(packets.deserialize(message('{"id":"1","pattern":"op.directory.import","data":{"a":1}}'), { channel: 'op.meetings.me' })).toEqual({ pattern: 'op.meetings.me', id: '1', data: { a: 1 } });
  });
});

describe('a request', () => {
  it('is read with what it may carry', () => {
    expect(askedIn({ ...asked, ifMatch: 's1.c2', idempotencyKey: 'k', forged: true })).toEqual({ ...asked, ifMatch: 's1.c2', idempotencyKey: 'k' });
  });

  it.each([undefined, null, [], 'x', { ...asked, deadline: 'soon' }, { ...asked, ifMatch: { $ne: '' } }, { ...asked, ifMatch: 'x'.repeat(101) }, { ...asked, idempotencyKey: ['a'] }, { ...asked, idempotencyKey: 'a\0' }, { ...asked, idempotencyKey: 'a'.repeat(129) }, { ...asked, requestId: {} }])('is malformed as %j', (data) => {
    expect(() => askedIn(data)).toThrow('The request is malformed');
  });
});
