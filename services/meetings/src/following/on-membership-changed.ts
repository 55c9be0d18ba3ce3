import { Injectable } from '@nestjs/common';
import { MembershipChanged, ParticipantsInvited, ParticipantsRemoved, type EventOf } from '@knutpunkt/contracts';
import { OnDue, OnEvent, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { joinMeetings, leaveMeetings, type Joined } from './members-meetings.js';
import { presentFacts } from '../meeting/facts.js';

type Membership = EventOf<typeof MembershipChanged>['data'];

const worker = { kind: 'worker', id: 'meetings' } as const;

/** Lets a group's coming meetings follow its members: who joins is asked, who leaves is taken off. Sight follows by itself, through the group's audience. */
@Injectable()
export class MembersFollowGroup {
  constructor(private readonly outbox: Outbox) {}

  @OnEvent(MembershipChanged, { consumer: 'members' })
  async changed({ data }: EventOf<typeof MembershipChanged>, tx: Tx): Promise<void> {
    const [now] = await tx.query<{ now: Date }>('select now()');
    await this.follow(tx, data, now!.now);
    const next = [data.validFrom, data.validTo].flatMap((at) => (at && new Date(at) > now!.now ? [new Date(at)] : [])).sort((a, b) => a.getTime() - b.getTime())[0];
    if (next) await remindAt(tx, { kind: 'membership-turns', subjectId: data.id, at: next });
  }

  /** A membership begins or ends at a time that was told before. */
  @OnDue('membership-turns')
  async turned({ subjectId, at }: Due, tx: Tx): Promise<void> {
    const [row] = await tx.query<{ membership: Membership }>(
      `select jsonb_build_object('id', id, 'groupId', group_id, 'personId', person_id, 'role', role, 'validFrom', valid_from, 'validTo', valid_to) as membership from memberships where id = $1`, [subjectId]);
    if (!row) return;
    await this.follow(tx, row.membership, new Date());
    const { validTo } = row.membership;
    if (validTo && new Date(validTo) > at) await remindAt(tx, { kind: 'membership-turns', subjectId, at: new Date(validTo) });
  }

  private async follow(tx: Tx, membership: Membership, now: Date): Promise<void> {
    const member = membership.role !== 'calendar' && new Date(membership.validFrom) <= now && (!membership.validTo || new Date(membership.validTo) > now);
    if (member) await this.tell(tx, await joinMeetings(tx, membership, now), now, 'joined');
    else await this.tell(tx, await leaveMeetings(tx, membership, now), now, 'left');
  }

  private async tell(tx: Tx, followed: Joined[], now: Date, how: 'joined' | 'left'): Promise<void> {
    for (const { meeting, participant } of followed) {
      const facts = await presentFacts(tx, meeting);
      const common = { aggregateId: meeting.id, aggregateVersion: meeting.facts, actor: worker, now };
      if (how === 'joined') await this.outbox.publish(tx, ParticipantsInvited, { ...common, data: { meeting: facts, invited: [participant.id] } });
      else await this.outbox.publish(tx, ParticipantsRemoved, { ...common, data: { meeting: facts, removed: [{ id: participant.id, personId: participant.person_id, functionId: null }] } });
      await auditWork(tx, 'members', { action: `meeting.member-${how}`, objectId: meeting.id, details: { participant: participant.id } });
    }
  }
}
