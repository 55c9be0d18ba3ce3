import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AgendaLocked, MeetingDetails, NotFound, UpcomingMeetings, type ProblemKind } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import { audit } from '@knutpunkt/persistence';
import { FuzzedHub, requireFaultless, type Judged } from './fuzzed-hub.js';
import { faultsOf } from './verdict.js';
import { requestFor, type Came } from './wire.js';

let hub: FuzzedHub;
let planted: Server | undefined;

beforeAll(async () => { hub = await FuzzedHub.start(); }, 120_000);
afterAll(() => hub?.stop());
afterEach(() => { planted?.closeAllConnections(); planted?.close(); });

interface Answer { readonly status: number; readonly type: string; readonly body: string }

/** Asks a gateway that does as `doing` says, with the real hub behind it. */
async function askPlanted(doing: () => Promise<Answer>): Promise<Judged> {
  planted = createServer((_, response) => void doing().then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body)));
  await new Promise<void>((resolve) => planted!.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(planted.address() as AddressInfo).port}`;
  return hub.ask(MeetingDetails, requestFor(MeetingDetails, { meetingId: '0199c0de-0000-7000-8000-000000000001' }, { token: 'x' }), { url });
}

const refusing = ({ type, status, title }: ProblemKind): Answer => ({ status, type: 'application/problem+json', body: JSON.stringify({ type, title, status }) });
const eva: Caller = { kind: 'person', identityProvider: 'kop', homeId: 'eva.kop', organisation: 'kop', assuranceLevel: 3, client: 'x', session: 'x' };

describe('the judge', () => {
  it('lets a declared refusal pass', async () => {
    requireFaultless(await askPlanted(async () => refusing(NotFound)));
  });

  it('finds a refusal that the operation does not declare', async () => {
    expect((await askPlanted(async () => refusing(AgendaLocked))).faults).toEqual(['answers 409 urn:knutpunkt:problem:agenda-locked, which it does not declare']);
  });

  it('finds what was written by one who was refused', async () => {
    const db = await hub.leaks.hub.db('meetings');
    const judged = await askPlanted(async () => {
      await db.as(eva, (tx) => audit(tx, { action: 'meeting.read' }));
      return refusing(NotFound);
    });

    expect(judged.faults).toEqual(['was refused, and wrote meetings.audit insert ×1']);
    expect(() => requireFaultless(judged)).toThrow('GET /api/meetings/0199c0de-0000-7000-8000-000000000001');
  });

  it('holds nobody to what was rolled back', async () => {
    const db = await hub.leaks.hub.db('meetings');
    requireFaultless(await askPlanted(async () => {
      await expect(db.as(eva, async (tx) => { await audit(tx, { action: 'meeting.read' }); throw new Error('changed its mind'); })).rejects.toThrow('changed its mind');
      return refusing(NotFound);
    }));
  });

  const came = (changes: Partial<Came>): Came => ({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"items":[],"next":null}', milliseconds: 5, ...changes });

  it.each<[string, Partial<Came>, RegExp]>([
    ['a fault of the hub', { status: 500, body: '{}' }, /answers 500/], ['a page where JSON is declared', { body: '<html>' }, /no JSON/], ['another media type', { headers: { 'content-type': 'text/plain' } }, /text\/plain/], ['another status', { status: 201 }, /declares 200/],
    ['a body without a declared field', { body: '{"items":[]}' }, /next/], ['a field of another type', { body: '{"items":[],"next":7}' }, /next/], ['a status that its type does not have', { status: 409, body: JSON.stringify({ type: NotFound.type, title: 'x', status: 409 }) }, /does not declare/], ['slowness', { milliseconds: 11_000 }, /11000 ms/],
  ])('finds %s', (_, changes, fault) => {
    expect(faultsOf(UpcomingMeetings, came({})).join()).toBe('');
    expect(faultsOf(UpcomingMeetings, came(changes)).join()).toMatch(fault);
  });
});
