import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, OpenPoll, PollChanged, Problem, type PollView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { lockGroup } from '../following/membership.js';
import { actorFact, invite } from '../meeting/compose.js';
import type { Period } from '../meeting/wall-time.js';
import { audiencesOf, groupOf, knownAmong, requireGroup, type InvitedGroup, type Known, type Participant } from '../participants/invited.js';
import { addressee, factsOf } from './poll-facts.js';
import { timesOf } from './poll.js';
import { pollRow, voterRows } from './poll-rows.js';
import { pollView } from './poll-view.js';
import { planTimers } from './poll-timers.js';

type Asked = Call<typeof OpenPoll>;
interface NewPoll { readonly id: string; readonly group: InvitedGroup | null; readonly asked: readonly Participant[]; readonly periods: readonly Period[]; readonly closesAt: Date }

@Controller()
export class OpenPollHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(OpenPoll)
  open(call: Asked): Promise<PollView> {
    const id = v7();
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, id);
      if (!earlier) await this.make(tx, call, { id, ...(await found(tx, call)) });
      return pollView(tx, earlier ?? id, { now: call.now, freshness: this.freshness });
    });
  }

  private async make(tx: ActorTx, { input, now }: Asked, { id, group, known }: { id: string; group: InvitedGroup | null; known: readonly Known[] }): Promise<void> {
    requireGroup(input.groupId, group);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, 'poll.open', { groupId: group?.id })) throw new Problem(NotAllowed);
    const times = timesOf(input, now);
    const poll = { id, group, asked: invite(tx, input, { group, known }), ...times };
    await write(tx, input, poll, now);
    await audit(tx, { action: 'poll.opened', objectId: id });
    await this.tell(tx, id, now);
    await planTimers(tx, { id, closesAt: times.closesAt, now });
  }

  private async tell(tx: ActorTx, id: string, now: Date): Promise<void> {
    const [poll, voters] = [await pollRow(tx, id), await voterRows(tx, id)];
    await this.outbox.publish(tx, PollChanged, { aggregateId: id, aggregateVersion: 1, actor: actorFact(tx.actor), data: { poll: factsOf(poll!, voters, now), what: 'opened', tell: voters.map(addressee) }, now });
  }
}

/** The group as it is while nobody follows its members, and those chosen. */
async function found(tx: Tx, { input }: Asked): Promise<{ group: InvitedGroup | null; known: Known[] }> {
  if (input.groupId) await lockGroup(tx, input.groupId, 'calling');
  return { group: input.groupId ? await groupOf(tx, input.groupId) : null, known: await knownAmong(tx, input) };
}

const pollSql = 'insert into polls (id, group_id, group_level, owner_authority_id, organiser_id, title, about, place, link, zone, hidden, may_propose, closes_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)';
const optionSql = "insert into poll_options (poll_id, option, starts_at, ends_at, proposed_by) select $1, nth, starts, ends, me() from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as t(starts, ends, nth)";
const voterSql = 'insert into poll_voters (poll_id, voter, person_id, function_id, organisation_id, via) select $1, v.voter, v.person_id, v.function_id, v.organisation_id, v.via from jsonb_to_recordset($2::jsonb) as v(voter int, person_id uuid, function_id uuid, organisation_id uuid, via text)';

async function write(tx: ActorTx, input: Asked['input'], { id, group, asked, periods, closesAt }: NewPoll, now: Date): Promise<void> {
  const { title, about, place, link, zone, hidden, mayPropose } = input;
  const { actor } = tx;
  await tx.query(pollSql, [id, group?.id ?? null, group?.level ?? 'GENERAL', actor.authorityId, actor.personId, title, about, place, link, zone, hidden, mayPropose, closesAt]);
  await tx.query('select share_poll($1, $2)', [id, JSON.stringify(audiencesOf(actor.personId, group?.id ?? null, asked, now))]);
  await tx.query(optionSql, [id, periods.map((p) => p.startsAt), periods.map((p) => p.endsAt)]);
  await tx.query(voterSql, [id, JSON.stringify(asked.map((one, at) => ({ ...one, voter: at + 1 })))]);
}
