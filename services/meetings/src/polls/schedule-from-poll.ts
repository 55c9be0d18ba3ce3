import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { ScheduleFromPoll, type PollView } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { guestsComeAlong } from '../guests/guests-come-along.js';
import { lockGroup } from '../following/membership.js';
import { invite, write } from '../meeting/compose.js';
import { chosenOf, groupOf, stillKnown } from '../participants/invited.js';
import { ChangingPoll } from './changing-poll.js';
import { requireComing, requireKnown, requireStep } from './poll.js';
import { optionRows, pollRow, type OptionRow, type PollRow } from './poll-rows.js';

@Controller()
export class ScheduleFromPollHandler {
  constructor(private readonly changing: ChangingPoll, private readonly outbox: Outbox) {}

  /** Makes the meeting as ScheduleMeeting does, in the transaction that settles the poll: both are there, or neither. */
  @Handles(ScheduleFromPoll)
  schedule(call: Call<typeof ScheduleFromPoll>): Promise<PollView> {
    const { pollId, option } = call.input;
    return this.changing.change(call, 'poll.schedule', async (tx, poll) => {
      requireStep(poll, 'scheduled', call.now);
      const options = await optionRows(tx, pollId);
      requireKnown(options, [option], () => '/option');
      const chosen = options.find((one) => one.option === option)!;
      requireComing(chosen.starts_at, call.now);
      const meetingId = await this.meetingOf(tx, poll, chosen, call.now);
      await guestsComeAlong(tx, { pollId, meetingId, option, endsAt: chosen.ends_at, now: call.now });
      await tx.query("update polls set status = 'scheduled', meeting_id = $2 where id = $1", [pollId, meetingId]);
      return { what: 'scheduled', tell: [] };
    }, lockItsGroup);
  }

  private async meetingOf(tx: ActorTx, poll: PollRow, { starts_at: startsAt, ends_at: endsAt }: OptionRow, now: Date): Promise<string> {
    const id = v7();
    const [group, known] = [poll.group_id ? await groupOf(tx, poll.group_id) : null, await stillKnown(tx, await askedBesides(tx, poll.id))];
    const input = { title: poll.title, about: poll.about, place: poll.place, link: poll.link, zone: 'Europe/Stockholm' as const, groupId: poll.group_id ?? undefined, ...chosenOf(known) };
    await write(tx, { id, input, period: { startsAt, endsAt }, status: 'called', now, group, participants: invite(tx, input, { group, known }) });
    this.outbox.ringAfter(tx);
    return id;
  }
}

/** Following a group's members takes the group first and its polls then; so does this, lest they wait for each other. */
async function lockItsGroup(tx: Tx, pollId: string): Promise<void> {
  const groupId = (await pollRow(tx, pollId))?.group_id;
  if (groupId) await lockGroup(tx, groupId, 'calling');
}

/** Those asked besides the group. */
const askedBesides = async (tx: ActorTx, pollId: string): Promise<string[]> =>
  (await tx.query<{ id: string }>("select coalesce(person_id, function_id) as id from poll_voters where poll_id = $1 and via = 'direct' and removed_at is null", [pollId])).map(({ id }) => id);
