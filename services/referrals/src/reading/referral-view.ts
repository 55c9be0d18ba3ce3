import { NotFound, Problem, type FunctionRef, type PersonRef, type ReferralSummary, type ReferralView } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { actsOf, isLate, isOpen, type Side, type State } from '../referral/states.js';
import { functionRef, personRef, unitRef } from './refs.js';
import { columns, type ReferralRow } from './referral-rows.js';

/** A request with its names and what the viewer's own side adds. */
export interface Shown extends ReferralRow {
  readonly role: Side;
  readonly version: number;
  readonly claimed_at: Date | null;
  readonly title: string | null;
  readonly body: string | null;
  readonly sender: ReferralView['sender'];
  readonly receiver: FunctionRef;
  readonly assignee: PersonRef | null;
  readonly agenda_item_id: string | null;
  readonly agenda_meeting_id: string | null;
}

/** What a view is made of: from request `r` and the viewer's own side `s`. */
export const shownColumns = `${columns('r')}, s.role, s.version, s.claimed_at, t.title, t.body, ${unitRef('r.sender_unit_id')} as sender, ${functionRef('r.function_id')} as receiver,
  ${personRef('s.assignee_id')} as assignee, l.agenda_item_id,
  (select i.meeting_id from agenda_readers i where i.item_id = l.agenda_item_id limit 1) as agenda_meeting_id`;
export const shownJoins = "left join referral_texts t on t.referral_id = r.id and t.kind = 'request' left join referral_links l on l.referral_id = r.id";

/** The request as the actor's side sees it. Throws NotFound for hidden and absent alike. */
export async function referralView(tx: ActorTx, referralId: string, now: Date): Promise<ReferralView> {
  const [row] = await tx.query<Shown>(`select ${shownColumns} from referrals r join sides s on s.referral_id = r.id and s.ended_at is null ${shownJoins} where r.id = $1 order by s.role = 'receiver' limit 1`, [referralId]);
  if (!row) throw new Problem(NotFound);
  return {
    ...commonOf(row, now), version: versionOf(row), body: row.body, replyWithin: row.reply_within, claimedAt: row.claimed_at?.toISOString() ?? null, receiptDue: row.receipt_due,
    agendaItemId: row.agenda_item_id, agendaMeetingId: row.agenda_meeting_id, readers: readersOf(row), may: mayOf(tx, row),
  };
}

/** What a list shows of a request. */
export const commonOf = (row: Shown, now: Date): ReferralSummary => ({
  id: row.id, kind: row.kind, state: row.state, side: row.role, ball: row.ball, late: isLate(row.state, row.reply_due_at, now), createdAt: row.created_at.toISOString(), sentAt: row.sent_at?.toISOString() ?? null,
  replyDue: row.reply_due, sender: row.sender, receiver: row.receiver, title: row.title, assignee: row.assignee,
});

/** A side's own version, which nothing moves that this side cannot see. */
export const versionOf = ({ version }: { version: number }): string => `v${version}`;

const undelivered: ReadonlySet<State> = new Set(['draft', 'sent', 'recalled']);
const readersOf = ({ state, sender, receiver }: Shown): string[] => [sender.name, ...(undelivered.has(state) ? [] : [receiver.name])];

/** What this actor can do now: the table has the step for that side, and `decide` allows it. */
function mayOf(tx: ActorTx, { state, role, assignee }: Shown): string[] {
  const taken = actsOf(state, role).filter((act) => act !== 'edit' ? decide(tx.actor, `referral.${act as Exclude<typeof act, 'edit' | 'deliver'>}`, { actingFor: role, mySides: [role] }) : true);
  return [...taken, ...(isOpen(state) ? [assignee ? 'release' : 'claim'] : []), 'note'];
}
