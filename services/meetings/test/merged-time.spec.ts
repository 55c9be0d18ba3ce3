import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { FindTimes } from '@knutpunkt/contracts';
import { TestHub, World, drawnSeed, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let admin: Client;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  admin = new Client({ connectionString: hub.adminUrl });
  await admin.connect();
  await admin.query('set search_path = meetings');
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await hub?.stop();
}, 20_000);

const quarters = 96;
/** What takes somebody's time, surely or perhaps, from and to so many quarters of an hour of the day. */
interface Piece { readonly from: number; readonly to: number; readonly sure: boolean }
const pieces: fc.Arbitrary<Piece[]> = fc.array(fc.record({ from: fc.nat(quarters - 1), length: fc.integer({ min: 1, max: 14 }), sure: fc.boolean() })
  .map(({ from, length, sure }) => ({ from, to: Math.min(quarters, from + length), sure })), { maxLength: 12 });
const day = inDays(20);
const at = (quarter: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) + quarter * 900_000);

async function meeting({ id, organisation }: TestPerson, { from, to, sure }: Piece): Promise<void> {
  const [row] = (await admin.query(`insert into meetings (id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
    values ($1, 'GENERAL', $2, $3, $4, $5, 'Europe/Stockholm', '', '', 'called', 0, 1, 1) returning id`, [randomUUID(), organisation.authorityId, id, at(from), at(to)])).rows as [{ id: string }];
  await admin.query("insert into participants (id, meeting_id, person_id, organisation_id, via, answer) values ($1, $2, $3, $4, 'direct', $5)", [randomUUID(), row.id, id, organisation.id, sure ? 'yes' : 'maybe']);
}
const absence = ({ id }: TestPerson, { from, to }: Piece): Promise<unknown> => admin.query('insert into absences values ($1, $2, $3) on conflict do nothing', [id, at(from), at(to)]);
const calendar = ({ id }: TestPerson, { from, to, sure }: Piece): Promise<unknown> => admin.query(`update calendars set ${sure ? 'busy = busy' : 'tentative = tentative'} + tstzmultirange(tstzrange($2, $3)) where person_id = $1`, [id, at(from), at(to)]);

/** Gives somebody's time to what each piece comes from, and nothing else. A calendar is there that says nothing, so that all is known. */
async function live(person: TestPerson, taken: readonly Piece[], sources: readonly ((person: TestPerson, piece: Piece) => Promise<unknown>)[]): Promise<void> {
  await admin.query('with gone as (delete from participants where person_id = $1 returning meeting_id) delete from meetings where id in (select meeting_id from gone)', [person.id]);
  for (const table of ['absences', 'calendars']) await admin.query(`delete from ${table} where person_id = $1`, [person.id]);
  await admin.query("insert into calendars (id, person_id, number, kind, added_at, read_at, covers) values ($1, $2, 1, 'file', now(), now(), '(,)')", [randomUUID(), person.id]);
  for (const [n, piece] of taken.entries()) {
    const source = sources[n % sources.length]!;
    await (source === absence && !piece.sure ? calendar : source)(person, piece);
  }
}

/** The definition: a quarter is busy where something surely takes it, else tentative where something may. */
const defined = (taken: readonly Piece[]): string[] => {
  const covers = (quarter: number, sure: boolean): boolean => taken.some((one) => one.sure === sure && one.from <= quarter && quarter < one.to);
  return Array.from({ length: quarters }, (_, quarter) => (covers(quarter, true) ? 'busy' : covers(quarter, false) ? 'tentative' : 'free'));
};

/** The quarters that are busy and tentative, in runs. */
const runsOf = (states: readonly string[]): Piece[] => states.flatMap((state, from) => {
  if (state === 'free' || states[from - 1] === state) return [];
  const end = states.findIndex((other, quarter) => quarter > from && other !== state);
  return [{ from, to: end === -1 ? quarters : end, sure: state === 'busy' }];
});

/** What comes to the same, cut into other pieces, some told twice, in another order: what is tentative beneath what is busy is nobody's to learn. */
const otherwise = (taken: readonly Piece[], cuts: readonly number[]): Piece[] =>
  runsOf(defined(taken)).flatMap((one) => cuts.filter((cut) => cut > one.from && cut < one.to).slice(0, 1).flatMap((cut) => [{ ...one, from: cut }, { ...one, to: cut }]).concat(one)).toReversed();

describe('what others learn of somebody\'s time', () => {
  it('is busy, tentative and free, and the same byte for byte whatever it is made of, by the database that tells it', async () => {
    const world = new World(hub, ['meetings']);
    const { eva, rektor, kpol, group } = await aGroup(world);
    const db = await hub.db('meetings');
    const caller = { kind: 'person', identityProvider: eva.organisationAlias, homeId: eva.homeId, organisation: eva.organisationAlias, assuranceLevel: 2, client: 'c', session: 's' } as const;
    const told = (): Promise<{ id: string; told: string; busy: string[] }[]> => db.as(caller, (tx) => tx.query(
      `select asked_id as id, busy::text || tentative::text || known::text as told, array(select case when busy @> q.at then 'busy' when tentative @> q.at then 'tentative' else 'free' end
         from generate_series($2::timestamptz, $3::timestamptz - interval '1 minute', interval '15 minutes') q(at)) as busy from busy_times($1, $2, $3)`, [[kpol.id, rektor.id], at(0), at(quarters)]));

    await fc.assert(fc.asyncProperty(pieces, fc.array(fc.nat(quarters)), async (taken, cuts) => {
      await live(kpol, taken, [meeting, calendar, absence]);
      await live(rektor, otherwise(taken, cuts), [absence, meeting, calendar]);
      const rows = await told();
      const [officer, head] = [kpol, rektor].map((one) => rows.find(({ id }) => id === one.id)!);
      expect(officer!.busy).toEqual(defined(taken));
      expect(head!.told).toBe(officer!.told);
      const { asked, slots } = await hub.ask(FindTimes, eva, { groupId: group.id, from: day, to: day, minutes: 30, lunch: false });
      const [o, h] = [kpol, rektor].map((one) => asked.findIndex(({ person }) => person?.id === one.id));
      expect(slots.map(({ each }) => each[h!])).toEqual(slots.map(({ each }) => each[o!]));
    }), { numRuns: 25, seed: drawnSeed('TIME_SEED') });
  }, 60_000);
});
