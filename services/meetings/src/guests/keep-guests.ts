import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { GuestChanged, InviteGuest, NotFound, OnlyMembersAtIndividualLevel, Problem, RemoveGuest, RenewGuestLink, type AnyOperation, type MeetingView, type Output } from '@knutpunkt/contracts';
import { remindAt } from '@knutpunkt/messaging';
import { Handles, hashOfSecret, newLinkSecret, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Changing, type Locked, type Told } from '../changing.js';
import { requireStep } from '../meeting/meeting.js';
import { meetingOf } from '../reading/meeting-rows.js';
import { forgottenAt, requireRoom } from './guest.js';
import { guestRows } from './guest-rows.js';
import { forgetting } from './guest-timers.js';

type Work = Parameters<Changing['change']>[2];
type What = 'invited' | 'linked' | 'removed';

const told = (what: What, guestId: string): Told => ({ event: GuestChanged, data: { guestId, what, answer: null }, what: `guest-${what}`, details: { guestId } });

/** The organiser's hand over those who are invited without an account. */
@Controller()
export class KeepGuestsHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(InviteGuest)
  invite(call: Call<typeof InviteGuest>): Promise<Output<typeof InviteGuest>> {
    const { meetingId, name, organisation } = call.input;
    return this.linking(call, (secret) => async (tx, row) => {
      requireInvitable(row, call.now);
      refuseIdentityNumbers({ name, organisation });
      requireRoom((await guestRows(tx, meetingId)).length);
      const id = v7();
      await tx.query('insert into meeting_guests (id, meeting_id, name, organisation, secret_hash, invited_by, invited_at) values ($1, $2, $3, $4, $5, me(), $6)', [id, meetingId, name, organisation, hashOfSecret(secret), call.now]);
      await remindAt(tx, { kind: forgetting, subjectId: meetingId, at: forgottenAt(row) });
      return told('invited', id);
    });
  }

  @Handles(RenewGuestLink)
  renew(call: Call<typeof RenewGuestLink>): Promise<Output<typeof RenewGuestLink>> {
    const { meetingId, linkGuestId } = call.input;
    return this.linking(call, (secret) => async (tx, row) => {
      const changed = await tx.query('update meeting_guests set secret_hash = $3 where meeting_id = $1 and id = $2 returning id', [meetingId, linkGuestId, hashOfSecret(secret)]);
      if (changed.length === 0) throw new Problem(NotFound);
      requireInvitable(row, call.now);
      return told('linked', linkGuestId);
    });
  }

  @Handles(RemoveGuest)
  remove(call: Call<typeof RemoveGuest>): Promise<MeetingView> {
    const { meetingId, linkGuestId } = call.input;
    return this.changing.change(call, 'meeting.invite', async (tx) => {
      const gone = await tx.query('delete from meeting_guests where meeting_id = $1 and id = $2 returning id', [meetingId, linkGuestId]);
      if (gone.length === 0) throw new Problem(NotFound);
      return told('removed', linkGuestId);
    });
  }

  /** The secret is told by the request that made it, and by no later one with its key. */
  private async linking<Op extends AnyOperation>(call: Call<Op>, work: (secret: string) => Work): Promise<{ secret: string | null; meeting: MeetingView }> {
    const secret = newLinkSecret();
    let made = false;
    const meeting = await this.changing.change(call, 'meeting.invite', (tx, row) => {
      made = true;
      return work(secret)(tx, row);
    });
    return { secret: made ? secret : null, meeting };
  }
}

/** Throws where the meeting has begun or is cancelled, and for every individual-level meeting: to those only members are called. */
function requireInvitable(row: Locked, now: Date): void {
  requireStep(meetingOf(row), 'called', now);
  if (row.group_level === 'INDIVIDUAL') throw new Problem(OnlyMembersAtIndividualLevel);
}
