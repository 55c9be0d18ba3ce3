import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { LiveEvents, NotificationInbox, PollChanged, type EventData, type PollFacts } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestGroup, type TestPerson } from '@knutpunkt/testing';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';
import { toGroup } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const who = ({ id }: { id: string }) => ({ personId: id, functionId: null });
const inboxOf = async (person: TestPerson): Promise<string[]> => (await all.hub.ask(NotificationInbox, person, {})).items.flatMap(({ items }) => items.map(({ kind }) => kind));
const screenOf = async (person: TestPerson): Promise<number> => (await all.hub.ask(LiveEvents, person, { after: '' })).events.filter(({ type }) => type === 'poll').length;
const mailsTo = (person: TestPerson): string[] => all.mailsTo(person).map(({ subject }) => subject);

/** Publishes a poll's facts, one after another, as the meetings service would. */
class TellingPoll {
  private version = 0;
  readonly facts: PollFacts;

  constructor(group: TestGroup, people: readonly TestPerson[], hidden: boolean) {
    this.facts = { id: v7(), groupId: group.id, groupLevel: group.level, organiserId: people[0]!.id, status: 'open', closesAt: '2027-01-20T16:00:00.000Z', hidden, meetingId: null, audiences: [toGroup(group)], voters: people.map(who) };
  }

  async tell(what: EventData<typeof PollChanged>['what'], to: readonly TestPerson[], by: TestPerson | null): Promise<void> {
    this.version += 1;
    const actor = by ? { kind: 'person' as const, id: by.id } : { kind: 'worker' as const, id: 'meetings' };
    const envelope = envelopeFor(PollChanged, { aggregateId: this.facts.id, aggregateVersion: this.version, actor, data: { poll: this.facts, what, tell: to.map(who) }, now: new Date() });
    await jetstream(await all.hub.nats('meetings')).publish(PollChanged.subject, JSON.stringify(envelope), { msgID: envelope.id });
  }
}

it('a poll is told to those who are asked, in a neutral mail and the inbox, and its close to the one who asks', async () => {
  const { sara, fatima, karl, outsider, group } = await aGroupIn(all);
  const poll = new TellingPoll(group, [sara, fatima, karl], false);

  await poll.tell('opened', [sara, fatima, karl], sara);
  await eventually(async () => expect(await inboxOf(karl)).toEqual(['poll-opened']));
  await eventually(() => expect([mailsTo(karl), mailsTo(fatima)]).toEqual([['Du har fått en omröstning om tid'], ['You have been asked which time suits']]));
  await poll.tell('reminded', [fatima], null);
  await eventually(async () => expect(await inboxOf(fatima)).toEqual(['poll-reminded', 'poll-opened']));
  await poll.tell('closed', [sara], null);
  await eventually(async () => expect(await inboxOf(sara)).toEqual(['poll-closed']));

  expect([await inboxOf(outsider), mailsTo(outsider)]).toEqual([[], []]);
  expect(all.mailsTo(karl)[0]!.text).toContain(`https://hub.example/omrostningar/${poll.facts.id}`);
  for (const hidden of ['Unggruppen', 'Köping', 'Sara', '2027']) expect(JSON.stringify(all.mailsTo(karl))).not.toContain(hidden);
});

it('a poll is told to who has just joined the group also when our copy of the directory does not know that yet', async () => {
  const { koping, sara, karl, group } = await aGroupIn(all);
  const newcomer = await all.world.person(koping, 'Nya');
  await all.world.settled();
  await new TellingPoll(group, [sara, karl, newcomer], false).tell('opened', [karl, newcomer], sara);
  await eventually(async () => expect(await all.hub.asAdmin('notifications', "select from inbox where state = 'waiting'")).toHaveLength(1));
  expect(await inboxOf(karl)).toEqual([]);
  await all.world.member(group, newcomer);

  await eventually(async () => expect([await inboxOf(newcomer), await inboxOf(karl)]).toEqual([['poll-opened'], ['poll-opened']]));
});

it('that somebody has answered is seen by all who see answers, and while they are hidden by the one who asks alone', async () => {
  const { sara, fatima, karl, group } = await aGroupIn(all);
  const [open, hidden] = [new TellingPoll(group, [sara, fatima, karl], false), new TellingPoll(group, [sara, fatima, karl], true)];

  await open.tell('answered', [], karl);
  await eventually(async () => expect(await screenOf(fatima)).toBe(1));
  await hidden.tell('answered', [], karl);
  await eventually(async () => expect(await screenOf(sara)).toBe(2));

  expect([await screenOf(karl), await screenOf(fatima)]).toEqual([2, 1]);
  expect(await inboxOf(sara)).toEqual([]);
});
