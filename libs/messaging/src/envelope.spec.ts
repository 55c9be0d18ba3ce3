import { describe, expect, it } from '@jest/globals';
import { Envelope, UnitChanged } from '@knutpunkt/contracts';
import { envelopeFor, largestMessage } from './envelope.js';

const id = '0194f8a0-7c00-7000-8000-000000000001';
const now = new Date('2027-02-01T08:00:00.123Z');
const data = { at: 1, id, authorityId: id, name: 'Trygghetsenheten' };
const fact = { aggregateId: id, aggregateVersion: 3, actor: { kind: 'person', id, organisation: 'koping' }, data, now } as const;

describe('an envelope', () => {
  it('is a CloudEvents message of its type, aggregate and version', () => {
    const envelope = envelopeFor(UnitChanged, fact);

    expect(Envelope.parse(envelope)).toEqual(envelope);
    expect(envelope).toMatchObject({
      source: '/directory', type: 'se.knutpunkt.directory.unit.changed.v1', subject: id, aggregateversion: 3, time: '2027-02-01T08:00:00.123Z',
      actorkind: 'person', actorid: id, actororganisation: 'koping', data,
    });
  });

  it('has an id of its own that sorts by time', () => {
    const [first, second, later] = [envelopeFor(UnitChanged, fact), envelopeFor(UnitChanged, fact), envelopeFor(UnitChanged, { ...fact, now: new Date(now.getTime() + 1) })];

    expect(first.id).not.toBe(second.id);
    expect(later.id > first.id && later.id > second.id).toBe(true);
  });

  it('carries nothing that its type does not name', () => {
    const more = { ...data, secret: 'text' };

    expect(JSON.stringify(envelopeFor(UnitChanged, { ...fact, data: more }))).not.toContain('secret');
  });

  it('is refused when the data is not of its type', () => {
    expect(() => envelopeFor(UnitChanged, { ...fact, data: { ...data, id: 'seven' } })).toThrow();
  });

  it('is refused when it is larger than the stream takes', () => {
    expect(() => envelopeFor(UnitChanged, { ...fact, data: { ...data, name: 'å'.repeat(largestMessage / 2) } })).toThrow(RangeError);
  });
});
