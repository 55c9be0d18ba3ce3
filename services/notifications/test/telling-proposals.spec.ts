import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { GroupProposalChanged, LiveEvents, NotificationInbox, ProposalChanged, UnreadCount, type EventData } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const until = '2027-11-30';
const subject = 'Något väntar på ditt beslut som administratör i Knutpunkt';
const inboxOf = async (person: TestPerson, level: 2 | 3 = 3) => (await all.hub.ask(NotificationInbox, { ...person, assuranceLevel: level }, {})).items;
const liveOf = async (person: TestPerson, level: 2 | 3 = 3) => (await all.hub.ask(LiveEvents, { ...person, assuranceLevel: level }, { after: '' })).events.map(({ type }) => type).filter((type) => type !== 'access');
const mailsTo = (person: TestPerson): string[] => all.mailsTo(person).map((mail) => mail.subject);

async function proposal(by: TestPerson, data: Pick<EventData<typeof ProposalChanged>, 'id' | 'administrators'> & Partial<EventData<typeof ProposalChanged>>, version = 1): Promise<void> {
  const whole = { of: 'administrator' as const, state: 'open' as const, requiredAssuranceLevel: 2, until, ...data };
  const envelope = envelopeFor(ProposalChanged, { aggregateId: data.id, aggregateVersion: version, actor: { kind: 'person', id: by.id }, data: whole, now: new Date() });
  await jetstream(await all.hub.nats('directory')).publish(ProposalChanged.subject, JSON.stringify(envelope), { msgID: envelope.id });
}

async function administrators() {
  const koping = await all.world.organisation('Köping');
  const admin = { roles: ['administrator' as const] };
  const [adam, asta, rut] = [await all.world.person(koping, 'Adam', admin), await all.world.person(koping, 'Asta', admin), await all.world.person(koping, 'Rut')];
  await all.world.settled();
  return { adam, asta, rut };
}

it('a proposal is told to who can agree to it, and to nobody else: live, in the inbox and in a mail that names nobody', async () => {
  const { adam, asta, rut } = await administrators();
  const id = v7();
  await proposal(adam, { id, administrators: [asta.id] });

  await eventually(async () => expect(await inboxOf(asta)).toMatchObject([{ matter: { kind: 'proposal', id, due: until }, unread: 1, items: [{ kind: 'proposal-made', by: null }] }]));
  expect((await liveOf(asta, 2)).toSorted()).toEqual(['notification', 'proposal']);
  await eventually(() => expect(mailsTo(asta)).toEqual([subject]));
  expect(all.mailsTo(asta)[0]!.text).toContain('https://hub.example/administration');
  for (const hidden of ['Köping', 'Adam', 'Rut', id]) expect(JSON.stringify(all.mailsTo(asta))).not.toContain(hidden);
  for (const one of [adam, rut]) expect([await inboxOf(one), await liveOf(one), mailsTo(one)]).toEqual([[], [], []]);
});

it('a settled one lets their screens follow, and says nothing else', async () => {
  const { adam, asta } = await administrators();
  await proposal(adam, { id: v7(), administrators: [asta.id], state: 'closed' });

  await eventually(async () => expect(await liveOf(asta)).toEqual(['proposal']));
  expect([await inboxOf(asta), mailsTo(asta)]).toEqual([[], []]);
});

it('one that is above a session is not there for it: it stands in no inbox, and is mailed', async () => {
  const { adam, asta } = await administrators();
  await proposal(adam, { id: v7(), of: 'nomination', administrators: [asta.id], requiredAssuranceLevel: 3 });

  await eventually(() => expect(mailsTo(asta)).toEqual([subject]));
  expect(await liveOf(asta)).toEqual(['proposal']);
  expect([await liveOf(asta, 2), await inboxOf(asta), (await all.hub.ask(UnreadCount, asta, {})).unread]).toEqual([[], [], 0]);
});

it('the hub\'s administrator is shown the way to where it is decided', async () => {
  const { adam } = await administrators();
  const hanna = await all.world.person(await all.world.organisation('Navet'), 'Hanna', { roles: ['hub-administrator'] });
  await proposal(adam, { id: v7(), of: 'administrator-of-another', administrators: [hanna.id] });

  await eventually(() => expect(all.mailsTo(hanna)[0]?.text).toContain('https://hub.example/hubben'));
});

it('who runs the hub keeps what waits for that, also when another role is lost', async () => {
  const { adam } = await administrators();
  const navet = await all.world.organisation('Navet');
  const hanna = await all.world.person(navet, 'Hanna', { roles: ['administrator', 'hub-administrator'] });
  const [id, other] = [v7(), v7()];
  await proposal(adam, { id, of: 'administrator-of-another', administrators: [hanna.id] });
  await eventually(async () => expect(await inboxOf(hanna)).toHaveLength(1));
  await all.world.person(navet, 'Hanna', { id: hanna.id, roles: ['hub-administrator'] });
  await all.world.settled();
  await proposal(adam, { id: other, of: 'administrator-of-another', administrators: [hanna.id] });

  await eventually(async () => expect((await inboxOf(hanna)).map(({ matter }) => matter.id).toSorted()).toEqual([id, other].toSorted()));
});

it('one that is settled, or whose last day has passed, waits for nobody: it stands in no inbox and counts in none', async () => {
  const { adam, asta } = await administrators();
  const [id, passed] = [v7(), v7()];
  await proposal(adam, { id, administrators: [asta.id] });
  await eventually(async () => expect(await inboxOf(asta)).toHaveLength(1));
  await proposal(adam, { id, administrators: [asta.id], state: 'closed' }, 2);
  await eventually(async () => expect([await inboxOf(asta), (await all.hub.ask(UnreadCount, asta, {})).unread]).toEqual([[], 0]));
  expect(await all.hub.asAdmin('notifications', 'select from notifications where matter_id = $1 and read_at is null', [id])).toEqual([]);

  const before = (await liveOf(asta)).length;
  await proposal(adam, { id: passed, administrators: [asta.id], until: '2020-01-01' });
  await eventually(async () => expect((await liveOf(asta)).length).toBeGreaterThan(before));
  expect(await inboxOf(asta)).toEqual([]);
});

it('who has no role to decide it by when the event comes is not told, unless the role was on its way', async () => {
  const { adam, asta, rut } = await administrators();
  await proposal(adam, { id: v7(), administrators: [rut.id] });
  await proposal(adam, { id: v7(), administrators: [asta.id] });
  await eventually(async () => expect(await inboxOf(asta)).toHaveLength(1));
  expect([await inboxOf(rut), mailsTo(rut)]).toEqual([[], []]);

  await all.world.person(rut.organisation, 'Rut', { id: rut.id, roles: ['administrator'] });
  await eventually(async () => expect(await inboxOf(rut)).toHaveLength(1), 20_000);
});

it('a draft of a group that waits for a second administrator is told live at its level, and in a mail that names nothing; once it waits no more, the screens follow', async () => {
  const { adam, asta, rut } = await administrators();
  const draftId = v7();
  const said = async (state: 'open' | 'closed', version: number): Promise<void> => {
    const data = { draftId, state, requiredAssuranceLevel: 3, until, administrators: [asta.id] };
    const envelope = envelopeFor(GroupProposalChanged, { aggregateId: draftId, aggregateVersion: version, actor: { kind: 'person', id: adam.id }, data, now: new Date() });
    await jetstream(await all.hub.nats('directory')).publish(GroupProposalChanged.subject, JSON.stringify(envelope), { msgID: envelope.id });
  };
  await said('open', 2);

  await eventually(() => expect(mailsTo(asta)).toEqual([subject]));
  expect(all.mailsTo(asta)[0]!.text).toContain('https://hub.example/grupper');
  for (const hidden of ['Köping', 'Adam', 'Rut', draftId]) expect(JSON.stringify(all.mailsTo(asta))).not.toContain(hidden);
  expect([await liveOf(asta), await liveOf(asta, 2), await inboxOf(asta)]).toEqual([['proposal'], [], []]);
  expect([mailsTo(rut), mailsTo(adam), await liveOf(rut), await liveOf(adam)]).toEqual([[], [], [], []]);

  await said('closed', 3);
  await eventually(async () => expect(await liveOf(asta)).toEqual(['proposal', 'proposal']));
  expect(mailsTo(asta)).toEqual([subject]);
});
