import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import type { ActorFact, AudienceRow, EventData, EventType, MeetingFacts } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import type { TestGroup, TestHub, TestPerson } from '@knutpunkt/testing';

const longAgo = '2020-01-01T00:00:00.000Z';
export const toGroup = (group: { id: string }, level: AudienceRow['level'] = 'content'): AudienceRow => ({ audience: group.id, kind: 'group', level, validFrom: longAgo, validTo: null });
export const toPerson = (person: { id: string }): AudienceRow => ({ audience: person.id, kind: 'person', level: 'content', validFrom: longAgo, validTo: null });
export const asParticipant = (person: { id: string }): MeetingFacts['participants'][number] => ({ id: v7(), personId: person.id, functionId: null, answer: null });

/** A called meeting of a group, two months from now: its first member organises it. */
export const aMeetingOf = (group: TestGroup, people: readonly TestPerson[], over: Partial<MeetingFacts> = {}): MeetingFacts => ({
  id: v7(), groupId: group.id, groupLevel: group.level, ownerAuthorityId: people[0]!.organisation.authorityId, organiserId: people[0]!.id, startsAt: '2027-01-27T12:30:00.000Z', endsAt: '2027-01-27T14:00:00.000Z',
  zone: 'Europe/Stockholm', place: 'Rådhuset', link: '', status: 'called', sequence: 0, audiences: [toGroup(group)], participants: people.map(asParticipant), ...over,
});

/** Publishes what the meetings service would, each meeting's events in order. */
export class TellingMeetings {
  private readonly versions = new Map<string, number>();

  constructor(private readonly hub: TestHub) {}

  /** Publishes the next event of a meeting; gives what was sent, so that it can be sent again. */
  async tell<T extends EventType>(type: T, data: EventData<T>, by: { id: string } | null): Promise<{ subject: string; body: string; id: string }> {
    const { meeting } = data as unknown as { meeting: MeetingFacts };
    const version = (this.versions.get(meeting.id) ?? 0) + 1;
    this.versions.set(meeting.id, version);
    const actor: ActorFact = by ? { kind: 'person', id: by.id } : { kind: 'worker', id: 'members' };
    const envelope = envelopeFor(type, { aggregateId: meeting.id, aggregateVersion: version, actor, data: data as never, now: new Date() });
    const message = { subject: type.subject, body: JSON.stringify(envelope), id: envelope.id };
    await this.send(message);
    return message;
  }

  async send(message: { subject: string; body: string; id: string }, messageId = message.id): Promise<void> {
    this.connected ??= this.hub.nats('meetings');
    await jetstream(await this.connected).publish(message.subject, message.body, { msgID: messageId });
  }

  private connected: ReturnType<TestHub['nats']> | undefined;
}
