import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { InvitePollGuest, NotFound, OnlyMembersAtIndividualLevel, PollIsClosed, Problem, RemovePollGuest, RenewPollGuestLink, type AnyOperation, type Output, type PollView } from '@knutpunkt/contracts';
import { remindAt } from '@knutpunkt/messaging';
import { audit } from '@knutpunkt/persistence';
import { Handles, hashOfSecret, newLinkSecret, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { ChangingPoll } from '../polls/changing-poll.js';
import { requireOpen } from '../polls/poll.js';
import { requireRoom } from './guest.js';
import { forgettingOfPoll } from './guest-timers.js';
import { pollForgottenAt } from './poll-guest.js';
import { pollGuestRows } from './poll-guest-rows.js';

type Work = Parameters<ChangingPoll['change']>[2];

/** The hand of those who lead a poll over who is asked in it without an account. Nobody else is told. */
@Controller()
export class KeepPollGuestsHandler {
  constructor(private readonly changing: ChangingPoll) {}

  @Handles(InvitePollGuest)
  invite(call: Call<typeof InvitePollGuest>): Promise<Output<typeof InvitePollGuest>> {
    const { pollId, name, organisation } = call.input;
    return this.linking(call, (secret) => async (tx, poll) => {
      requireOpen(poll, call.now);
      if (poll.group_level === 'INDIVIDUAL') throw new Problem(OnlyMembersAtIndividualLevel);
      refuseIdentityNumbers({ name, organisation });
      requireRoom((await pollGuestRows(tx, pollId)).length);
      const guestId = v7();
      await tx.query('insert into poll_guests (id, poll_id, name, organisation, secret_hash, invited_by, invited_at) values ($1, $2, $3, $4, $5, me(), $6)', [guestId, pollId, name, organisation, hashOfSecret(secret), call.now]);
      await remindAt(tx, { kind: forgettingOfPoll, subjectId: pollId, at: pollForgottenAt(poll) });
      await audit(tx, { action: 'poll.guest-invited', objectId: pollId, details: { guestId } });
      return null;
    });
  }

  @Handles(RenewPollGuestLink)
  renew(call: Call<typeof RenewPollGuestLink>): Promise<Output<typeof RenewPollGuestLink>> {
    const { pollId, linkGuestId } = call.input;
    return this.linking(call, (secret) => async (tx, poll) => {
      const changed = await tx.query('update poll_guests set secret_hash = $3 where poll_id = $1 and id = $2 returning id', [pollId, linkGuestId, hashOfSecret(secret)]);
      if (changed.length === 0) throw new Problem(NotFound);
      requireOpen(poll, call.now);
      await audit(tx, { action: 'poll.guest-linked', objectId: pollId, details: { guestId: linkGuestId } });
      return null;
    });
  }

  @Handles(RemovePollGuest)
  remove(call: Call<typeof RemovePollGuest>): Promise<PollView> {
    const { pollId, linkGuestId } = call.input;
    return this.changing.change(call, 'poll.lead', async (tx, poll) => {
      const gone = await tx.query('delete from poll_guests where poll_id = $1 and id = $2 returning id', [pollId, linkGuestId]);
      if (gone.length === 0) throw new Problem(NotFound);
      // The link leads to the meeting by now, and is taken back there.
      if (poll.status === 'scheduled') throw new Problem(PollIsClosed);
      await audit(tx, { action: 'poll.guest-removed', objectId: pollId, details: { guestId: linkGuestId } });
      return { what: 'answered', tell: [] };
    });
  }

  /** The secret is told by the request that made it, and by no later one with its key. */
  private async linking<Op extends AnyOperation>(call: Call<Op>, work: (secret: string) => Work): Promise<{ secret: string | null; poll: PollView }> {
    const secret = newLinkSecret();
    let made = false;
    const poll = await this.changing.change(call, 'poll.lead', (tx, row) => {
      made = true;
      return work(secret)(tx, row);
    });
    return { secret: made ? secret : null, poll };
  }
}
