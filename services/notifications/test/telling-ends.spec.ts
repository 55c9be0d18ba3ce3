import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { AgreementEndAnnounced, GuestEndAnnounced, LiveEvents, NotificationInbox, PersonChanged, UnreadCount, type EventData } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterEach(() => all.mailbox.behave({}));
afterAll(() => all?.stop());

const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const subject = 'En gästs tid i en grupp i Knutpunkt tar snart slut';
const inboxOf = async (person: TestPerson) => (await all.hub.ask(NotificationInbox, person, {})).items;
const liveOf = async (person: TestPerson, assuranceLevel: 2 | 3 = 3) => (await all.hub.ask(LiveEvents, { ...person, assuranceLevel }, { after: '' })).events.map(({ type }) => type).filter((type) => type === 'notification');
const mailsTo = (person: TestPerson): string[] => all.mailsTo(person).map((mail) => mail.subject);

async function scene() {
  const koping = await all.world.organisation('Köping');
  const admin = { roles: ['administrator' as const] };
  const [adam, rut] = [await all.world.person(koping, 'Adam', admin), await all.world.person(koping, 'Rut')];
  const guest = await all.world.person(await all.world.organisation('Idrottsklubben', { boundByOsl: false }), 'Gun');
  const group = await all.world.group(koping, [rut, [guest, 'guest']], { name: 'Unggruppen Köping' });
  return { koping, adam, rut, guest, group, id: group.memberships.get(guest.id)! };
}

async function announced({ id, group, to }: { id: string; group: { id: string }; to: readonly TestPerson[] }, { version = 1, copies = 1, ...state }: { version?: number; copies?: number } & Partial<EventData<typeof GuestEndAnnounced>> = {}): Promise<void> {
  const envelope = envelopeFor(GuestEndAnnounced, { aggregateId: id, aggregateVersion: version, actor: { kind: 'worker', id: 'guest-ends' }, data: { id, groupId: group.id, state: 'open', requiredAssuranceLevel: 2, lastDay, administrators: to.map((one) => one.id), ...state }, now: new Date() });
  for (let copy = 0; copy < copies; copy += 1) await jetstream(await all.hub.nats('directory')).publish(GuestEndAnnounced.subject, JSON.stringify(envelope), { msgID: `${envelope.id}-${copy}` });
}

it('that a guest\'s time ends is told once to those who can prolong it, and to nobody else, in words that name nobody', async () => {
  const { adam, rut, guest, group, id } = await scene();
  await announced({ id, group, to: [adam] }, { copies: 3 });

  await eventually(async () => expect(await inboxOf(adam)).toMatchObject([{ matter: { kind: 'guest', id, groupId: group.id, groupName: 'Unggruppen Köping', due: lastDay }, unread: 1, items: [{ kind: 'guest-ends', by: null }] }]));
  await eventually(() => expect(mailsTo(adam)).toEqual([subject]));
  expect(all.mailsTo(adam)[0]!.text).toContain(`https://hub.example/grupper/${group.id}`);
  for (const hidden of ['Köping', 'Gun', 'Idrottsklubben', guest.id, id]) expect(JSON.stringify(all.mailsTo(adam))).not.toContain(hidden);
  for (const one of [rut, guest]) expect([await inboxOf(one), (await all.hub.ask(UnreadCount, one, {})).unread, mailsTo(one)]).toEqual([[], 0, []]);
});

it('is told to nobody who does not administer any more, and is gone for who ceases to', async () => {
  const { koping, adam, rut, group, id } = await scene();
  await announced({ id, group, to: [adam] });
  await eventually(async () => expect(await inboxOf(adam)).toHaveLength(1));
  await all.world.tell(PersonChanged, adam.id, { id: adam.id, organisationId: koping.id, authorityId: koping.authorityId, unitId: koping.unitId, homeId: adam.homeId, name: adam.name, title: 'Handläggare', email: `${adam.id}@example.test`, locale: 'sv', roles: [], status: 'active', validFrom: '2020-01-01T00:00:00.000Z', validTo: null });
  await all.world.settled();

  await eventually(async () => expect(await inboxOf(adam)).toEqual([]));
  expect(await inboxOf(rut)).toEqual([]);
});

it.each([2, 3] as const)('of a group above some sessions it is mailed, and points at no group: no session of level %i hears, counts or reads it', async (session) => {
  const { adam, group, id } = await scene();
  await announced({ id, group, to: [adam] }, { requiredAssuranceLevel: 3 });

  await eventually(() => expect(mailsTo(adam)).toEqual([subject]));
  const asked = { ...adam, assuranceLevel: session };
  expect([await inboxOf(asked), (await all.hub.ask(UnreadCount, asked, {})).unread, await liveOf(adam, session)]).toEqual([[], 0, []]);
  expect(all.mailsTo(adam)[0]!.text).toContain('https://hub.example/grupper');
  expect(JSON.stringify(all.mailsTo(adam))).not.toContain(group.id);
});

it('what is settled waits for nobody: it stands in no inbox, is unread by nobody, and a mail that has not left does not leave', async () => {
  const { adam, group, id } = await scene();
  const mail = async () => (await all.hub.asAdmin<{ reason: string; dropped: boolean }>('notifications', 'select reason, dropped_at is not null as dropped from mails where matter_id = $1', [id]))[0];
  all.mailbox.behave({ refuse: true });
  await announced({ id, group, to: [adam] });
  await eventually(async () => expect(await mail()).toEqual({ reason: 'smtp-451', dropped: false }));
  await announced({ id, group, to: [] }, { version: 2, state: 'closed' });
  await eventually(async () => expect([await inboxOf(adam), (await all.hub.ask(UnreadCount, adam, {})).unread]).toEqual([[], 0]));
  all.mailbox.behave({});

  expect((await all.hub.ask(LiveEvents, { ...adam, assuranceLevel: 2 }, { after: '' })).events.filter(({ type }) => type === 'notification')).toMatchObject([{ id: adam.id }]);
  await eventually(async () => expect(await mail()).toEqual({ reason: 'no-right', dropped: true }), 30_000);
  expect(mailsTo(adam)).toEqual([]);
});

it('and is told anew where the time nears its end again', async () => {
  const { adam, group, id } = await scene();
  await announced({ id, group, to: [adam] });
  await eventually(async () => expect(await inboxOf(adam)).toHaveLength(1));
  await announced({ id, group, to: [] }, { version: 2, state: 'closed' });
  await eventually(async () => expect(await inboxOf(adam)).toEqual([]));
  await announced({ id, group, to: [adam] }, { version: 3 });

  await eventually(async () => expect(await inboxOf(adam)).toMatchObject([{ unread: 1 }]));
});

it('that an agreement ends on which seats rest is told once to those who can see to the next one, and is gone when it has ended', async () => {
  const { adam, rut, koping } = await scene();
  const id = koping.unitId;
  const announce = async (version: number, state: 'open' | 'closed', to: readonly TestPerson[]): Promise<void> => {
    const envelope = envelopeFor(AgreementEndAnnounced, { aggregateId: id, aggregateVersion: version, actor: { kind: 'worker', id: 'agreement-ends' }, data: { id, state, lastDay, administrators: to.map((one) => one.id) }, now: new Date() });
    for (const copy of [1, 2]) await jetstream(await all.hub.nats('directory')).publish(AgreementEndAnnounced.subject, JSON.stringify(envelope), { msgID: `${envelope.id}-${copy}` });
  };
  await announce(1, 'open', [adam]);

  await eventually(async () => expect(await inboxOf(adam)).toMatchObject([{ matter: { kind: 'agreement', id, due: lastDay }, unread: 1, items: [{ kind: 'agreement-ends', by: null }] }]));
  await eventually(() => expect(mailsTo(adam)).toEqual(['En överenskommelse i Knutpunkt går snart ut']));
  expect(all.mailsTo(adam)[0]!.text).toContain('https://hub.example/administration/overenskommelser');
  expect([await inboxOf(rut), mailsTo(rut)]).toEqual([[], []]);
  await announce(3, 'closed', []);
  await eventually(async () => expect([await inboxOf(adam), (await all.hub.ask(UnreadCount, adam, {})).unread]).toEqual([[], 0]));
});
