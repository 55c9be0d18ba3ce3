import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { LiveEvents, NotificationInbox, PersonChanged, ReviewChanged, SeatAttested, type EventData, type EventType } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestOrganisation, type TestPerson } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const lastDay = '2027-11-30';
const inboxOf = async (person: TestPerson) => (await all.hub.ask(NotificationInbox, person, {})).items;
const liveOf = async (person: TestPerson, level: 2 | 3 = 3) => (await all.hub.ask(LiveEvents, { ...person, assuranceLevel: level }, { after: '' })).events.filter(({ type }) => type === 'review');
const mailsTo = (person: TestPerson): string[] => all.mailsTo(person).map(({ subject }) => subject);

async function tell<T extends EventType>(type: T, { id, version, by, data }: { id: string; version: number; by: TestPerson | null; data: EventData<T> }): Promise<void> {
  const actor = by ? { kind: 'person' as const, id: by.id } : { kind: 'worker' as const, id: 'review-reminds' };
  const envelope = envelopeFor(type, { aggregateId: id, aggregateVersion: version, actor, data: data as never, now: new Date() });
  await jetstream(await all.hub.nats('directory')).publish(type.subject, JSON.stringify(envelope), { msgID: envelope.id });
}

const review = (id: string, organisation: TestOrganisation, people: readonly TestPerson[], what: EventData<typeof ReviewChanged>['what'], { version, by }: { version: number; by: TestPerson | null }): Promise<void> =>
  tell(ReviewChanged, { id, version, by, data: { id, organisationId: organisation.id, what, lastDay, administrators: people.map((one) => one.id) } });

async function administrators() {
  const koping = await all.world.organisation('Köping');
  const admin = { roles: ['administrator' as const] };
  const [adam, asta, rut] = [await all.world.person(koping, 'Adam', admin), await all.world.person(koping, 'Asta', admin), await all.world.person(koping, 'Rut')];
  await all.world.settled();
  return { koping, adam, asta, rut };
}

it('a review that begins, is reminded of and is closed is told to those who administer, and nobody else: in a neutral mail and the inbox', async () => {
  const { koping, adam, asta, rut } = await administrators();
  const id = v7();
  await review(id, koping, [adam, asta], 'opened', { version: 1, by: adam });
  await eventually(async () => expect(await inboxOf(asta)).toMatchObject([{ matter: { kind: 'review', id, due: lastDay }, unread: 1, items: [{ kind: 'review-opened', by: null }] }]));
  await eventually(() => expect(mailsTo(asta)).toEqual(['En åtkomstöversyn har börjat i Knutpunkt']));
  await review(id, koping, [adam, asta], 'reminded', { version: 2, by: null });
  await eventually(async () => expect((await inboxOf(adam)).flatMap(({ items }) => items.map(({ kind }) => kind))).toEqual(['review-reminded']));
  await eventually(() => expect(mailsTo(adam)).toEqual(['Påminnelse: åtkomstöversynen i Knutpunkt är snart slut']));
  await review(id, koping, [adam, asta], 'closed', { version: 3, by: null });
  await eventually(async () => expect((await inboxOf(asta)).flatMap(({ items }) => items.map(({ kind }) => kind))).toEqual(['review-closed', 'review-reminded', 'review-opened']));

  expect(await inboxOf(rut)).toEqual([]);
  expect(await liveOf(rut)).toEqual([]);
  await eventually(() => expect(mailsTo(asta)).toEqual(['En åtkomstöversyn har börjat i Knutpunkt']));
  expect(all.mailsTo(asta)[0]!.text).toContain(`https://hub.example/administration/oversyner/${id}`);
  for (const hidden of ['Köping', 'Adam', '2027']) expect(JSON.stringify(all.mailsTo(asta))).not.toContain(hidden);
  expect(mailsTo(rut)).toEqual([]);
});

it('a decision is heard by the screens of those who administer, at the level of the group', async () => {
  const { koping, adam, asta, rut } = await administrators();
  const id = v7();
  await tell(SeatAttested, { id, version: 2, by: adam, data: { id, reviewId: v7(), organisationId: koping.id, requiredAssuranceLevel: 3 } });

  await eventually(async () => expect(await liveOf(asta)).toMatchObject([{ type: 'review', id: asta.id }]));
  expect(await liveOf(asta, 2)).toEqual([]);
  expect(await liveOf(rut)).toEqual([]);
});

it('whoever administers no more sees of no review any more', async () => {
  const { koping, adam, asta } = await administrators();
  await review(v7(), koping, [adam, asta], 'opened', { version: 1, by: null });
  await eventually(async () => expect([await inboxOf(adam), await inboxOf(asta)].map((one) => one.length)).toEqual([1, 1]));
  const { organisation: { authorityId, unitId }, homeId } = adam;
  await all.world.tell(PersonChanged, adam.id, { id: adam.id, organisationId: koping.id, authorityId, unitId, homeId, name: 'Adam', title: 'Handläggare', email: `${adam.id}@example.test`, locale: 'sv', roles: [], status: 'active', validFrom: '2020-01-01T00:00:00.000Z', validTo: null });

  await eventually(async () => expect(await inboxOf(adam)).toEqual([]));
  expect(await inboxOf(asta)).toHaveLength(1);
});
