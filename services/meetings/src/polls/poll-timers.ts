import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { statusAt } from './poll.js';
import { tellPoll, type What } from './poll-facts.js';
import { lockedPoll, type PollRow, type VoterRow } from './poll-rows.js';

/** The kinds of timer of a poll: it closes, those who have not answered are reminded a day before, and when somebody asks for it. */
export const timers = { closes: 'poll-closes', reminds: 'poll-reminds', askedFor: 'poll-reminder-asked-for' } as const;

const aDay = 24 * 60 * 60 * 1000;
const worker = { kind: 'worker', id: 'meetings' } as const;
const silent = 'select voter, person_id, function_id, organisation_id, via from poll_voters v where v.poll_id = $1 and v.removed_at is null and (select count(*) from poll_votes a where a.poll_id = v.poll_id and a.voter = v.voter) < (select count(*) from poll_options o where o.poll_id = v.poll_id) order by voter';

/** Plans a poll's close, and a reminder 24 hours before it where there is more time than that. */
export async function planTimers(tx: Tx, { id, closesAt, now }: { id: string; closesAt: Date; now: Date }): Promise<void> {
  await remindAt(tx, { kind: timers.closes, subjectId: id, at: closesAt });
  const reminder = new Date(closesAt.getTime() - aDay);
  if (reminder > now) await remindAt(tx, { kind: timers.reminds, subjectId: id, at: reminder });
}

/** Closes polls when their time has come, and reminds those who have not answered. */
@Injectable()
export class PollTimers {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(timers.closes)
  async closes({ subjectId }: Due, tx: Tx): Promise<void> {
    const poll = await lockedPoll(tx, subjectId);
    if (poll?.status !== 'open') return;
    await tx.query("update polls set status = 'closed' where id = $1", [poll.id]);
    await this.tell(tx, poll, 'closed', [{ person_id: poll.organiser_id, function_id: null }]);
  }

  @OnDue(timers.reminds)
  reminds({ subjectId }: Due, tx: Tx): Promise<void> {
    return this.remind(tx, subjectId);
  }

  @OnDue(timers.askedFor)
  askedFor({ subjectId }: Due, tx: Tx): Promise<void> {
    return this.remind(tx, subjectId);
  }

  private async remind(tx: Tx, pollId: string): Promise<void> {
    const poll = await lockedPoll(tx, pollId);
    if (!poll || statusAt(poll, new Date()) !== 'open') return;
    const missing = await tx.query<VoterRow>(silent, [pollId]);
    if (missing.length) await this.tell(tx, poll, 'reminded', missing);
  }

  private async tell(tx: Tx, { id: pollId }: PollRow, what: What, tell: readonly Pick<VoterRow, 'person_id' | 'function_id'>[]): Promise<void> {
    await auditWork(tx, 'polls', { action: `poll.${what}`, objectId: pollId });
    await tellPoll(tx, this.outbox, { pollId, what, tell, actor: worker, now: new Date() });
  }
}
