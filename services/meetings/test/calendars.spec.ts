import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddCalendarFile, ConnectCalendar, DisconnectCalendar, FindTimes, OwnCalendars, type CalendarFault, type ConnectedCalendars } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { Temporal } from 'temporal-polyfill';
import { isWorkday } from '@knutpunkt/service-kit';
import { internet, type Reach } from '../src/calendars/fetch-calendar.js';
import { meetingsTaking } from '../src/index.js';
import { aGroup, type AGroup } from './a-group.js';

let hub: TestHub;
let world: World;
let server: Server;
/** What the server of calendars answers, by path. */
const served = new Map<string, string>();
const reach: Reach = { ...internet, insecure: true, mayReach: (address) => address === '127.0.0.2', limits: { ...internet.limits, ms: 2_000 } };

beforeAll(async () => {
  server = createServer((request, answer) => request.url === '/tyst.ics' || answer.writeHead(served.has(request.url!) ? 200 : 404).end(served.get(request.url!)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  hub = await TestHub.start([meetingsTaking(null, { key: randomBytes(32).toString('base64'), reach })]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(async () => {
  await hub.stop();
  server.close();
}, 20_000);

const workday = (from: Temporal.PlainDate): Temporal.PlainDate => (isWorkday(from) ? from : workday(from.add({ days: 1 })));
const day = workday(Temporal.Now.plainDateISO('Europe/Stockholm').add({ days: 20 }));
const stamp = (time: string): string => `${day.toString().replaceAll('-', '')}T${time}00`;
const calendar = (...entries: string[][]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...entries.flat(), 'END:VCALENDAR', ''].join('\r\n');
const event = (from: string, to: string, ...more: string[]): string[] => ['BEGIN:VEVENT', `UID:${from}`, 'SUMMARY:Läkartid', `DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`, ...more, 'END:VEVENT'];
const address = (path: string): string => `http://127.0.0.2:${(server.address() as AddressInfo).port}${path}`;
const file = (text: string): string => Buffer.from(text).toString('base64');
const wall = (instant: string): string => new Date(instant).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
const slug = async (answer: Promise<object>): Promise<unknown> => { const given = (await answer) as { status?: number; problem?: { type: string } }; return given.problem?.type.split(':').at(-1) ?? given.status; };

async function asked({ eva, group }: AGroup): Promise<{ text: string; states: Record<string, string> }> {
  const found = await hub.ask(FindTimes, eva, { groupId: group.id, from: day.toString(), to: day.toString(), minutes: 60, lunch: false });
  const at = found.asked.findIndex((one) => one.person?.name === 'Kommunpolisen');
  return { text: JSON.stringify(found.slots), states: Object.fromEntries(['09:00', '10:00', '13:00', '16:00'].map((hour) => [hour, found.slots.find(({ startsAt }) => wall(startsAt) === hour)!.each[at]!])) };
}
const settled = async (as: TestPerson, is: (one: ConnectedCalendars['calendars'][number]) => boolean): Promise<ConnectedCalendars['calendars'][number]> =>
  eventually(async () => {
    const { calendars } = await hub.ask(OwnCalendars, as, {});
    expect(calendars.some(is)).toBe(true);
    return calendars.find(is)!;
  }, 20_000);

describe('a calendar that is connected by its address', () => {
  it('is read soon and again, tells busy and tentative and nothing else, and is gone with what it told when it is disconnected', async () => {
    const those = await aGroup(world);
    served.set('/hemlig-1.ics', calendar(event('0900', '1000'), event('1000', '1100', 'STATUS:TENTATIVE')));
    await hub.ask(ConnectCalendar, those.kpol, { address: address('/hemlig-1.ics') });
    const read = await settled(those.kpol, (one) => one.readAt !== null);

    expect(read).toMatchObject({ number: 1, kind: 'address', host: '127.0.0.2', fault: null, skipped: 0 });
    expect((await asked(those)).states).toEqual({ '09:00': 'busy', '10:00': 'tentative', '13:00': 'free', '16:00': 'free' });
    served.set('/hemlig-1.ics', calendar(event('1300', '1400')));
    await hub.asAdmin('meetings', 'update calendars set next_at = now() where person_id = $1', [those.kpol.id]);
    await eventually(async () => expect((await asked(those)).states).toEqual({ '09:00': 'free', '10:00': 'free', '13:00': 'busy', '16:00': 'free' }), 20_000);
    expect((await hub.ask(DisconnectCalendar, those.kpol, { number: 1, addedAt: read.addedAt })).calendars).toEqual([]);
    expect((await asked(those)).states['13:00']).toBe('free');
    expect(await hub.asAdmin('meetings', 'select from calendars where person_id = $1', [those.kpol.id])).toEqual([]);
  });

  it('keeps neither title nor address where anybody could read it', async () => {
    const those = await aGroup(world);
    served.set('/hemlig-2.ics', calendar(event('0900', '1000')));
    const answer = await hub.ask(ConnectCalendar, those.kpol, { address: address('/hemlig-2.ics') });
    await settled(those.kpol, (one) => one.readAt !== null);

    const rows = await hub.asAdmin('meetings', "select calendars::text as row, encode(address, 'escape') as sealed from calendars");
    const logged = await hub.asAdmin('meetings', 'select action, details from audit where object_id = $1', [those.kpol.id]);
    expect(logged).toEqual([{ action: 'calendar.connected', details: {} }]);
    for (const text of ['hemlig-2', 'Läkartid']) expect(JSON.stringify([answer, rows, logged, await hub.asAdmin('meetings', 'select envelope from outbox'), await hub.ask(OwnCalendars, those.kpol, {})])).not.toContain(text);
    expect((await hub.ask(OwnCalendars, those.eva, {})).calendars).toEqual([]);
    await hub.ask(DisconnectCalendar, those.eva, { number: 1, addedAt: answer.calendars[0]!.addedAt });
    expect((await hub.ask(OwnCalendars, those.kpol, {})).calendars).toHaveLength(1);
  });

  it('that cannot be read tells its owner why, leaves the time unknown, and is told apart by nothing from one that tells nothing of it', async () => {
    const [broken, past] = [await aGroup(world), await aGroup(world)];
    await hub.ask(ConnectCalendar, broken.kpol, { address: address('/finns-inte.ics') });
    await hub.ask(AddCalendarFile, past.kpol, { file: file(calendar(['BEGIN:VFREEBUSY', `DTSTART:${stamp('0000')}`, `DTEND:${stamp('0100')}`, 'END:VFREEBUSY'])) });

    const fault: CalendarFault = 'not-found';
    expect(await settled(broken.kpol, (one) => one.fault !== null)).toMatchObject({ fault, readAt: null });
    const [one, other] = [await asked(broken), await asked(past)];
    expect(one.states).toEqual({ '09:00': 'unknown', '10:00': 'unknown', '13:00': 'unknown', '16:00': 'unknown' });
    expect(one.text).toBe(other.text);
    await hub.asAdmin('meetings', "update calendars set covers = tstzrange(now() - interval '1 day', now() + interval '400 days'), read_at = now() - interval '4 days' where person_id = $1", [broken.kpol.id]);
    expect((await asked(broken)).states['09:00']).toBe('unknown');
    await hub.asAdmin('meetings', "update calendars set read_at = now() - interval '2 days' where person_id = $1", [broken.kpol.id]);
    expect((await asked(broken)).states['09:00']).toBe('free');
  });

  it('that has not been readable for a day is told to its owner once, and that it is over when it can be read or is disconnected; neither where nor why', async () => {
    const { kpol } = await aGroup(world);
    await hub.ask(ConnectCalendar, kpol, { address: address('/hemlig-trasig.ics') });
    const failing = await settled(kpol, (one) => one.fault !== null);
    expect(failing.failingSince).not.toBeNull();
    const told = async () => (await hub.asAdmin<{ data: object }>('meetings', "select envelope->'data' as data from outbox where envelope->'data'->>'personId' = $1 order by seq", [kpol.id])).map(({ data }) => data);
    const tried = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1) {
        await hub.asAdmin('meetings', 'update calendars set next_at = now() where person_id = $1', [kpol.id]);
        await eventually(async () => expect(await hub.asAdmin('meetings', 'select from calendars where person_id = $1 and next_at > now() + interval \'3 minutes\'', [kpol.id])).toHaveLength(1), 20_000);
      }
    };
    await tried(2);
    expect(await told()).toEqual([]);
    await hub.asAdmin('meetings', "update calendars set failing_since = now() - interval '25 hours' where person_id = $1", [kpol.id]);
    await tried(3);
    expect(await told()).toMatchObject([{ personId: kpol.id, state: 'failing' }]);

    served.set('/hemlig-trasig.ics', calendar());
    await tried(1);
    expect((await settled(kpol, (one) => one.fault === null)).failingSince).toBeNull();
    expect(await told()).toMatchObject([{ state: 'failing' }, { state: 'over' }]);
    served.delete('/hemlig-trasig.ics');
    await tried(1);
    await hub.asAdmin('meetings', "update calendars set failing_since = now() - interval '25 hours' where person_id = $1", [kpol.id]);
    await tried(1);
    await hub.ask(DisconnectCalendar, kpol, { number: 1, addedAt: failing.addedAt });
    expect(await told()).toMatchObject([{ state: 'failing' }, { state: 'over' }, { state: 'failing' }, { state: 'over' }]);
    expect(JSON.stringify(await told())).not.toMatch(/hemlig|127\.0\.0\.2|not-found/);
  }, 60_000);

  it('has been tried from when it is claimed, so that one that ends the process is not tried again and again', async () => {
    const { kpol } = await aGroup(world);
    const tried = async () => hub.asAdmin('meetings', "select failures, fault, read_at is not null as read from calendars where person_id = $1", [kpol.id]);
    await hub.ask(ConnectCalendar, kpol, { address: address('/tyst.ics') });

    await eventually(async () => expect(await tried()).toEqual([{ failures: 1, fault: null, read: false }]));
    await eventually(async () => expect(await tried()).toEqual([{ failures: 1, fault: 'too-slow', read: false }]), 20_000);
    served.set('/hemlig-3.ics', calendar(event('0900', '1000')));
    const again = await hub.ask(ConnectCalendar, kpol, { address: address('/hemlig-3.ics') });
    await eventually(async () => expect(await tried()).toContainEqual({ failures: 0, fault: null, read: true }), 20_000);
    expect(again.calendars.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is the one that was seen when it is disconnected, and none that has its number later', async () => {
    const { kpol } = await aGroup(world);
    const connect = async () => (await hub.ask(ConnectCalendar, kpol, { address: address('/finns-inte.ics') })).calendars[0]!;
    const first = await connect();
    const end = () => hub.ask(DisconnectCalendar, kpol, { number: 1, addedAt: first.addedAt });

    expect((await end()).calendars).toEqual([]);
    const second = await connect();
    expect((await end()).calendars.map(({ addedAt }) => addedAt)).toEqual([second.addedAt]);
  });

  it('is refused where no calendar of the internet can be, and when there are five', async () => {
    const { kpol } = await aGroup(world);
    const add = (typed: string) => slug(hub.answer(ConnectCalendar, kpol, { address: typed }));

    for (const typed of ['kalender', 'ftp://kalender.example/', 'https://10.0.0.1/a.ics', 'https://169.254.169.254/latest/meta-data/']) expect(await add(typed)).toBe('calendar-address-not-taken');
    for (let n = 0; n < 5; n += 1) await hub.ask(ConnectCalendar, kpol, { address: address(`/finns-inte-${n}.ics`) });
    expect(await add(address('/en-till.ics'))).toBe('too-many-calendars');
  });

  it('is connected once, however often the same request comes', async () => {
    const { kpol } = await aGroup(world);
    const again = () => hub.ask(ConnectCalendar, kpol, { address: address('/finns-inte.ics') }, { idempotencyKey: 'samma' });

    expect((await Promise.all([again(), again()])).map(({ calendars }) => calendars.length)).toEqual([1, 1]);
  });
});

describe('a calendar file', () => {
  it('tells of its own time alone; what is no calendar is refused', async () => {
    const those = await aGroup(world);
    const vfreebusy = ['BEGIN:VFREEBUSY', `DTSTART:${stamp('0000')}`, `DTEND:${day.add({ days: 1 }).toString().replaceAll('-', '')}T000000`, `FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:${stamp('0900')}/PT1H`, 'END:VFREEBUSY'];

    for (const text of ['hej', 'BEGIN:VCARD\r\nEND:VCARD', `BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:${'å'.repeat(50)}\r\nEND:VFREEBUSY\r\nEND:VCALENDAR`]) expect(await slug(hub.answer(AddCalendarFile, those.kpol, { file: file(text) }))).toBe('not-a-calendar');
    const [added] = (await hub.ask(AddCalendarFile, those.kpol, { file: file(calendar(vfreebusy)) })).calendars;

    expect(added).toMatchObject({ number: 1, kind: 'file', host: null, fault: null });
    expect((await asked(those)).states).toEqual({ '09:00': 'busy', '10:00': 'free', '13:00': 'free', '16:00': 'free' });
  });

  it('of which something was not understood leaves the rest unknown; what is no calendar is not looked at where there are five, and the same request is done once', async () => {
    const those = await aGroup(world);
    const add = (text: string, idempotencyKey?: string) => hub.answer(AddCalendarFile, those.kpol, { file: file(text) }, idempotencyKey ? { idempotencyKey } : {});
    for (let n = 0; n < 2; n += 1) await add(calendar(event('0900', '1000'), event('1000', '1100', 'RRULE:FREQ=HOURLY')), 'samma');

    expect((await hub.ask(OwnCalendars, those.kpol, {})).calendars).toMatchObject([{ number: 1, skipped: 1 }]);
    expect((await asked(those)).states).toEqual({ '09:00': 'busy', '10:00': 'unknown', '13:00': 'unknown', '16:00': 'unknown' });
    for (let n = 0; n < 4; n += 1) await add(calendar());
    expect(await slug(add('hej'))).toBe('too-many-calendars');
  });

  it('gives the same answer as a meeting of the same time, byte for byte, and is forgotten when its owner leaves', async () => {
    const [one, other] = [await aGroup(world), await aGroup(world)];
    await hub.ask(AddCalendarFile, one.kpol, { file: file(calendar(event('0900', '0930'), event('0930', '1100'))) });
    await hub.ask(AddCalendarFile, other.kpol, { file: file(calendar(event('0900', '1100', 'SUMMARY:Ett'))) });

    expect((await asked(one)).text).toBe((await asked(other)).text);
    await world.leave(one.kpol);
    await eventually(async () => expect(await hub.asAdmin('meetings', 'select from calendars where person_id = $1', [one.kpol.id])).toEqual([]));
  });
});
