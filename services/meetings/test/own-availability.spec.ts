import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddAbsence, AvailabilityQueries, FindTimes, KeepOfficeHours, OwnAvailability, RemoveAbsence, ReplyToMeeting, ScheduleMeeting, type Output } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { Temporal } from 'temporal-polyfill';
import { lockTimeOf } from '../src/availability/lock-own.js';
import { isWorkday } from '@knutpunkt/service-kit';
import { meetings } from '../src/index.js';
import { aGroup, type AGroup } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const workday = (from: Temporal.PlainDate): Temporal.PlainDate => (isWorkday(from) ? from : workday(from.add({ days: 1 })));
const day = workday(Temporal.Now.plainDateISO('Europe/Stockholm').add({ days: 20 }));
const wall = (instant: string): string => new Date(instant).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
/** The hours of the day at which the police officer is not free, as Eva is told. */
async function taken({ eva, group }: AGroup, buffer = 0): Promise<Record<string, string>> {
  const found: Output<typeof FindTimes> = await hub.ask(FindTimes, eva, { groupId: group.id, from: day.toString(), to: day.toString(), minutes: 60, lunch: false, buffer });
  const at = found.asked.findIndex((one) => one.person?.name === 'Kommunpolisen');
  return Object.fromEntries(found.slots.filter(({ startsAt }) => wall(startsAt).endsWith(':00')).map(({ startsAt, each }) => [wall(startsAt), each[at]!]).filter(([, state]) => state !== 'free'));
}
const meet = async ({ outsider, kpol }: AGroup, from: string, to: string, answer: 'yes' | 'maybe'): Promise<void> => {
  const { id: meetingId, startsAt } = await hub.ask(ScheduleMeeting, outsider, { starts: `${day}T${from}`, ends: `${day}T${to}`, people: [kpol.id] });
  await hub.ask(ReplyToMeeting, kpol, { meetingId, startsAt, answer });
};

describe('what somebody says of the own time', () => {
  it('makes others see busy outside office hours and while away, and tentative only where neither', async () => {
    const those = await aGroup(world);
    const { kpol, eva } = those;
    expect(await taken(those)).toEqual({});

    await hub.ask(KeepOfficeHours, kpol, { hours: [{ weekday: day.dayOfWeek, opens: '09:00', closes: '15:00' }] });
    await hub.ask(AddAbsence, kpol, { starts: `${day}T09:00`, ends: `${day}T10:00` });
    await meet(those, '08:30', '11:00', 'maybe');

    expect(await taken(those)).toEqual({ '08:00': 'busy', '09:00': 'busy', '10:00': 'tentative', '15:00': 'busy', '16:00': 'busy' });
    expect(await taken(those, 30)).toMatchObject({ '10:00': 'busy', '11:00': 'tentative', '14:00': 'busy' });
    expect((await hub.ask(AvailabilityQueries, kpol, {})).items).toMatchObject([{ by: { id: eva.id } }, {}, {}]);
    await hub.ask(KeepOfficeHours, kpol, { hours: [{ weekday: (day.dayOfWeek % 7) + 1, opens: '08:00', closes: '17:00' }] });
    expect(Object.values(await taken(those))).toEqual(Array(9).fill('busy'));
    await hub.ask(KeepOfficeHours, kpol, { hours: [] });
    expect(await taken(those)).toEqual({ '08:00': 'tentative', '09:00': 'busy', '10:00': 'tentative' });
  });

  it('cannot be told from meetings: the same busy time gives the same answer', async () => {
    const [away, busy] = [await aGroup(world), await aGroup(world)];
    const noon = `${day}T12:00`;
    await hub.ask(AddAbsence, away.kpol, { starts: `${day.subtract({ days: 3 })}T00:00`, ends: noon });
    await hub.ask(AddAbsence, away.kpol, { starts: noon, ends: `${day}T13:00` });
    await meet(busy, '00:00', '10:00', 'yes');
    await meet(busy, '10:00', '13:00', 'yes');

    expect(await taken(away)).toEqual(await taken(busy));
    const answers = await Promise.all([away, busy].map(({ eva, group }) => hub.ask(FindTimes, eva, { groupId: group.id, from: day.toString(), to: day.toString(), minutes: 90 })));
    expect(JSON.stringify(answers[0]!.slots)).toBe(JSON.stringify(answers[1]!.slots));
  });

  it('is read and changed by its owner alone, on both sides of a change of the clocks, and is logged without a time', async () => {
    const { kpol, eva } = await aGroup(world);
    const year = Temporal.Now.plainDateISO().year + 1;
    const summer = { starts: `${year}-06-30T00:00`, ends: `${year}-08-01T00:00` };
    await hub.ask(KeepOfficeHours, kpol, { hours: [{ weekday: 5, opens: '08:00', closes: '12:30' }, { weekday: 1, opens: '07:00', closes: '16:00' }] });
    await hub.ask(AddAbsence, kpol, { starts: `${year}-01-10T13:00`, ends: `${year}-01-10T17:00` });
    await hub.ask(AddAbsence, kpol, summer);

    const view = await hub.ask(AddAbsence, kpol, summer);

    expect(view).toEqual({
      hours: [{ weekday: 1, opens: '07:00', closes: '16:00' }, { weekday: 5, opens: '08:00', closes: '12:30' }],
      absences: [{ startsAt: `${year}-01-10T12:00:00.000Z`, endsAt: `${year}-01-10T16:00:00.000Z` }, { startsAt: `${year}-06-29T22:00:00.000Z`, endsAt: `${year}-07-31T22:00:00.000Z` }],
    });
    expect(await hub.ask(OwnAvailability, eva, {})).toEqual({ hours: [], absences: [] });
    await hub.ask(RemoveAbsence, eva, view.absences[0]!);
    expect((await hub.ask(RemoveAbsence, kpol, view.absences[1]!)).absences).toEqual(view.absences.slice(0, 1));
    const logged = await hub.asAdmin<{ action: string; details: object }>('meetings', 'select action, details from audit where object_id = $1 order by at', [kpol.id]);
    expect(logged).toEqual(['hours-kept', 'absence-added', 'absence-added', 'absence-added', 'absence-removed'].map((what) => ({ action: `availability.${what}`, details: {} })));
  });

  it('is refused where it is no time, and changes nothing then', async () => {
    const { kpol } = await aGroup(world);
    const slug = async (answer: Promise<object>): Promise<unknown> => { const given = (await answer) as { status?: number; problem?: { type: string } }; return given.problem?.type.split(':').at(-1) ?? given.status; };
    const absence = (starts: string, ends: string) => slug(hub.answer(AddAbsence, kpol, { starts, ends }));
    await hub.ask(KeepOfficeHours, kpol, { hours: [{ weekday: 1, opens: '08:00', closes: '17:00' }] });

    expect(await absence(`${day}T10:00`, `${day}T09:00`)).toBe('ends-before-start');
    expect(await absence('2020-01-01T10:00', '2020-01-02T09:00')).toBe('absence-has-passed');
    expect(await absence('2026-02-30T10:00', '2027-01-02T09:00')).toBe('no-such-date');
    expect(await slug(hub.answer(KeepOfficeHours, kpol, { hours: [{ weekday: 1, opens: '12:00', closes: '08:00' }] }))).toBe('hours-not-in-order');
    expect(await slug(hub.answer(KeepOfficeHours, kpol, { hours: [{ weekday: 8, opens: '12:00', closes: '18:00' }] }))).toBe('malformed');
    await hub.asAdmin('meetings', "insert into absences (person_id, starts_at, ends_at) select $1, now() + n * interval '1 day', now() + n * interval '1 day' + interval '1 hour' from generate_series(1, 100) n", [kpol.id]);
    expect(await absence(`${day}T10:00`, `${day}T11:00`)).toBe('too-many-absences');
    expect((await hub.ask(OwnAvailability, kpol, {})).hours).toHaveLength(1);
  });

  it('is not written by one who leaves while it waits to be', async () => {
    const { kpol } = await aGroup(world);
    const db = await hub.db('meetings');
    const slug = (answer: object): unknown => (answer as { problem?: { type: string } }).problem?.type.split(':').at(-1);

    const late = await db.work('test', async (tx) => {
      await lockTimeOf(tx, kpol.id);
      const asked = hub.answer(KeepOfficeHours, kpol, { hours: [{ weekday: 1, opens: '08:00', closes: '17:00' }] });
      await eventually(async () => expect(await hub.asAdmin('meetings', "select from pg_locks where locktype = 'advisory' and not granted")).toHaveLength(1));
      await hub.asAdmin('meetings', "update people set status = 'ended' where id = $1", [kpol.id]);
      return [asked] as const;
    });

    expect(slug(await late[0])).toBe('not-allowed');
    expect(await hub.asAdmin('meetings', 'select from office_hours where person_id = $1', [kpol.id])).toEqual([]);
  });

  it('is forgotten when its owner has left', async () => {
    const { kpol } = await aGroup(world);
    await hub.ask(KeepOfficeHours, kpol, { hours: [{ weekday: 1, opens: '08:00', closes: '17:00' }] });
    await hub.ask(AddAbsence, kpol, { starts: `${day}T10:00`, ends: `${day}T11:00` });

    await world.leave(kpol as TestPerson);

    await eventually(async () => expect(await hub.asAdmin('meetings', 'select from office_hours where person_id = $1 union all select from absences where person_id = $1', [kpol.id])).toEqual([]));
  });
});
