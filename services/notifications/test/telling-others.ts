import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import type { ActionFacts, EventData, EventType, ItemFacts, MeetingFacts, ReferralFacts } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import type { TestHub, TestPerson } from '@knutpunkt/testing';
import { toGroup, toPerson } from './telling-meetings.js';

const longAgo = '2020-01-01T00:00:00.000Z';
const aboutOf = ({ id, groupId, groupLevel }: MeetingFacts) => ({ meetingId: id, groupId, groupLevel });
export const toFunction = ({ id }: { id: string }) => ({ audience: id, kind: 'function' as const, level: 'content' as const, validFrom: longAgo, validTo: null });

/** An item of a meeting that everybody of its group may read. */
export const anItemOf = (meeting: MeetingFacts, proposer: { id: string }, over: Partial<ItemFacts> = {}): ItemFacts => ({
  ...aboutOf(meeting), id: v7(), state: 'proposed', reach: 'all', proposerId: proposer.id, presenterId: null, leaders: [meeting.organiserId], audiences: [toGroup({ id: meeting.groupId! })], ...over,
});

export const anActionOf = (meeting: MeetingFacts, owner: { id: string }, over: Partial<ActionFacts> = {}): ActionFacts => ({
  ...aboutOf(meeting), id: v7(), itemId: v7(), state: 'open', due: '2027-03-01', ownerPersonId: owner.id, ownerFunctionId: null, offeredPersonId: null, offeredFunctionId: null,
  givenBy: meeting.organiserId, audiences: [toPerson(owner), toGroup({ id: meeting.groupId! })], ...over,
});

/** A request of a person's unit to a function of another organisation, delivered. */
export const aRequestOf = (sender: TestPerson, receiver: { id: string; of: TestPerson['organisation'] }, over: Partial<ReferralFacts> = {}): ReferralFacts => ({
  id: v7(), kind: 'REQUEST', state: 'delivered', ball: 'receiver', senderUnitId: sender.organisation.unitId, senderAuthorityId: sender.organisation.authorityId, senderOrganisationId: sender.organisation.id,
  senderPersonId: sender.id, functionId: receiver.id, receiverAuthorityId: receiver.of.authorityId, receiverOrganisationId: receiver.of.id, replyDue: '2027-03-01',
  audiences: [{ audience: sender.organisation.unitId, kind: 'unit', level: 'content', validFrom: longAgo, validTo: null }, toFunction(receiver)], ...over,
});

/** Publishes what the agendas and referrals services would, the events of each aggregate in order. */
export class TellingOthers {
  private readonly versions = new Map<string, number>();
  private readonly connected = new Map<string, ReturnType<TestHub['nats']>>();

  constructor(private readonly hub: TestHub) {}

  /** Publishes the next event of an aggregate, twice: a doubled message changes nothing. */
  async tell<T extends EventType>(type: T, { id, data, by }: { id: string; data: EventData<T>; by: { id: string } | null }): Promise<void> {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const actor = by ? { kind: 'person' as const, id: by.id } : { kind: 'worker' as const, id: 'hub' };
    const envelope = envelopeFor(type, { aggregateId: id, aggregateVersion: version, actor, data: data as never, now: new Date() });
    for (const messageId of [envelope.id, `${envelope.id} again`]) await jetstream(await this.speaker(type.service as 'agendas' | 'referrals')).publish(type.subject, JSON.stringify(envelope), { msgID: messageId });
  }

  private speaker(service: 'agendas' | 'referrals'): ReturnType<TestHub['nats']> {
    const nats = this.connected.get(service) ?? this.hub.nats(service);
    this.connected.set(service, nats);
    return nats;
  }
}
