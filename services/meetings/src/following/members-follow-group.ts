import { Injectable } from '@nestjs/common';
import { ParticipantsInvited, ParticipantsRemoved, type EventData, type GroupChanged, type MembershipChanged, type OrganisationChanged, type PersonChanged } from '@knutpunkt/contracts';
import type { DirectoryFollower } from '@knutpunkt/access';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { presentFacts } from '../meeting/facts.js';
import { callsOfGroup, cancelMeetings, cancelPolls, callsLeftAt } from './calls-end.js';
import { keepAliases } from './keep-aliases.js';
import { isMember, lockGroup, lockOrganisation, lockPerson, nextTurn, type Seat } from './membership.js';
import { endAvailabilityOf } from '../availability/keep-availability.js';
import { endDraftsFor, endDraftsOf } from '../drafts/end-drafts.js';
import { endFeedOf } from '../feed/keep-feed.js';
import { tellPoll } from '../polls/poll-facts.js';
import { joinPolls, leaveAllPolls, leavePolls } from '../polls/voters-follow-group.js';
import { joinMeetings, leaveAllMeetings, leaveMeetings, type Joined } from './members-meetings.js';

/** Whose access rests keeps the seat and is called: the call may be what makes that one log in again. */
const worksHere: readonly string[] = ['active', 'dormant'];
const worker = { kind: 'worker', id: 'meetings' } as const;

/**
 * Lets a group's coming meetings follow its members: who joins is asked, who leaves is taken off. It asks what is true now, under the group's lock, and not what an event
 * said: an end and a beginning may come in any order, and a call may be under way. Sight follows by itself, through the group's audience.
 */
@Injectable()
export class MembersFollowGroup implements DirectoryFollower {
  constructor(private readonly outbox: Outbox) {}

  /** Of an organisation that has ended nobody is left to see to what its people called besides any group. Of them we may hear before or after: whichever comes last finds both. */
  async organisationKept(tx: Tx, { id, status }: Pick<EventData<typeof OrganisationChanged>, 'id' | 'status'>): Promise<void> {
    if (status !== 'ended') return;
    await lockOrganisation(tx, id);
    await this.endCallsLeftAt(tx, id);
  }

  /** A group that does not go on meets nobody: what it has called is cancelled. Of one that goes on again we may not have heard that it rested: what was called before that is cancelled all the same. */
  async groupKept(tx: Tx, { id, status, restedAt = null }: EventData<typeof GroupChanged>): Promise<void> {
    if (status === 'established' && restedAt === null) return;
    const rested = callsOfGroup(id, status === 'established' ? restedAt : null);
    await lockGroup(tx, id, 'following');
    await cancelPolls(tx, this.outbox, rested);
    await cancelMeetings(tx, this.outbox, rested);
    if (status === 'archived') await endDraftsFor(tx, id);
  }

  async membershipKept(tx: Tx, { id, groupId, personId }: EventData<typeof MembershipChanged>): Promise<void> {
    await lockPerson(tx, personId);
    await this.follow(tx, { groupId, personId });
    await this.plan(tx, id);
  }

  /** Who has left is taken off everywhere; who has come, or come back, is asked to the coming meetings of the groups. */
  async personKept(tx: Tx, person: EventData<typeof PersonChanged>): Promise<void> {
    const { id, status } = person;
    await lockPerson(tx, id);
    if (status === 'ended') await lockOrganisation(tx, person.organisationId);
    await keepAliases(tx, person);
    const seats = await tx.query<{ group_id: string }>('select distinct group_id from memberships where person_id = $1 order by group_id', [id]);
    for (const { group_id: groupId } of seats) await this.follow(tx, { groupId, personId: id });
    if (worksHere.includes(status)) return;
    await this.tellPolls(tx, await leaveAllPolls(tx, id), { personId: id, how: 'left' });
    await endFeedOf(tx, id);
    await endAvailabilityOf(tx, this.outbox, id);
    await endDraftsOf(tx, id);
    if (status === 'ended') await this.endCallsLeftAt(tx, person.organisationId);
    await this.tell(tx, await leaveAllMeetings(tx, id), 'left');
  }

  private async endCallsLeftAt(tx: Tx, organisationId: string): Promise<void> {
    const ended = await tx.query("select from organisations where id = $1 and status = 'ended'", [organisationId]);
    if (ended.length === 0) return;
    await cancelPolls(tx, this.outbox, callsLeftAt(organisationId));
    await cancelMeetings(tx, this.outbox, callsLeftAt(organisationId));
  }

  /** A membership begins or ends at a time that was told before. */
  @OnDue('membership-turns')
  async turned({ subjectId }: Due, tx: Tx): Promise<void> {
    const [seat] = await tx.query<{ group_id: string; person_id: string }>('select group_id, person_id from memberships where id = $1', [subjectId]);
    if (!seat) return;
    await this.follow(tx, { groupId: seat.group_id, personId: seat.person_id });
    await this.plan(tx, subjectId);
  }

  private async follow(tx: Tx, seat: Seat): Promise<void> {
    await lockGroup(tx, seat.groupId, 'following');
    const joins = await isMember(tx, seat);
    const how = joins ? 'joined' : 'left';
    if (!joins) await endDraftsOf(tx, seat.personId, seat.groupId);
    await this.tellPolls(tx, await (joins ? joinPolls : leavePolls)(tx, seat), { personId: seat.personId, how });
    await this.tell(tx, await (joins ? joinMeetings : leaveMeetings)(tx, seat), how);
  }

  private async plan(tx: Tx, membershipId: string): Promise<void> {
    const at = await nextTurn(tx, membershipId);
    if (at) await remindAt(tx, { kind: 'membership-turns', subjectId: membershipId, at });
  }

  /** To who is asked now the poll is new; that somebody is asked no more is addressed to nobody. */
  private async tellPolls(tx: Tx, polls: readonly string[], { personId, how }: { personId: string; how: 'joined' | 'left' }): Promise<void> {
    const tell = how === 'joined' ? [{ person_id: personId, function_id: null }] : [];
    for (const pollId of polls) {
      await auditWork(tx, 'directory', { action: `poll.member-${how}`, objectId: pollId, details: { person: personId } });
      await tellPoll(tx, this.outbox, { pollId, what: 'opened', tell, actor: worker, now: new Date() });
    }
  }

  private async tell(tx: Tx, followed: Joined[], how: 'joined' | 'left'): Promise<void> {
    for (const { meeting, participant, now } of followed) {
      const facts = await presentFacts(tx, meeting);
      const common = { aggregateId: meeting.id, aggregateVersion: meeting.facts, actor: worker, now };
      if (how === 'joined') await this.outbox.publish(tx, ParticipantsInvited, { ...common, data: { meeting: facts, invited: [participant.id] } });
      else await this.outbox.publish(tx, ParticipantsRemoved, { ...common, data: { meeting: facts, removed: [{ id: participant.id, personId: participant.person_id, functionId: null }] } });
      await auditWork(tx, 'directory', { action: `meeting.member-${how}`, objectId: meeting.id, details: { participant: participant.id } });
    }
  }
}
