import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { CalendarChanged, NotificationInbox, UnreadCount, type EventData } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const inboxOf = async (person: TestPerson) => (await all.hub.ask(NotificationInbox, person, {})).items;
const unreadOf = async (person: TestPerson) => (await all.hub.ask(UnreadCount, person, {})).unread;

async function tell(data: EventData<typeof CalendarChanged>, version: number): Promise<void> {
  const envelope = envelopeFor(CalendarChanged, { aggregateId: data.id, aggregateVersion: version, actor: { kind: 'worker', id: 'calendars' }, data, now: new Date() });
  for (let n = 0; n < 2; n += 1) await jetstream(await all.hub.nats('meetings')).publish(CalendarChanged.subject, JSON.stringify(envelope), { msgID: `${envelope.id}-${n}` });
}

it('a calendar that cannot be read stands in its owner\'s inbox, once for each time that it fails, until it is over; in nobody else\'s, and in no mail', async () => {
  const koping = await all.world.organisation('Köping');
  const [rut, sten] = [await all.world.person(koping, 'Rut'), await all.world.person(koping, 'Sten')];
  await all.world.settled();
  const calendar = { id: v7(), personId: rut.id, since: '2027-01-17' };
  await tell({ ...calendar, state: 'failing' }, 1);

  await eventually(async () => expect(await inboxOf(rut)).toMatchObject([{ matter: { kind: 'calendar', id: calendar.id, since: '2027-01-17' }, unread: 1, items: [{ kind: 'calendar-failing', by: null }] }]));
  expect([await inboxOf(sten), await unreadOf(sten)]).toEqual([[], 0]);

  await tell({ ...calendar, state: 'over' }, 2);
  await eventually(async () => expect([await inboxOf(rut), await unreadOf(rut)]).toEqual([[], 0]));
  await tell({ ...calendar, state: 'failing', since: '2027-02-01' }, 3);
  await eventually(async () => expect(await inboxOf(rut)).toMatchObject([{ matter: { since: '2027-02-01' }, unread: 1 }]));
  expect(await unreadOf(rut)).toBe(1);
  expect([...all.mailsTo(rut), ...all.mailsTo(sten)]).toEqual([]);
});
