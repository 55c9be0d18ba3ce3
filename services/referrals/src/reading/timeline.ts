import type { FunctionRef, PersonRef, TimelineEntry } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import type { Side } from '../referral/states.js';
import type { SideRow } from './referral-rows.js';
import { functionRef, personRef, unitRef } from './refs.js';

interface ChangeRow {
  readonly id: string;
  readonly at: Date;
  readonly what: TimelineEntry['what'];
  readonly by_side: Side | null;
  readonly function_id: string | null;
  readonly actor: { name: string; organisation: FunctionRef['organisation'] } | null;
  readonly person: PersonRef | null;
  readonly body: string | null;
  readonly to_function: FunctionRef | null;
}

/** What has happened, oldest first: the same steps for both sides; who of the staff took them is each side's own. */
export async function timelineOf(tx: ActorTx, referralId: string, mySides: readonly SideRow[]): Promise<TimelineEntry[]> {
  const rows = await tx.query<ChangeRow>(
    `select c.id, c.at, c.what, c.by_side, c.function_id, coalesce(${unitRef('c.unit_id')}, ${functionRef('c.function_id')}) as actor, ${personRef('c.by_person_id')} as person, t.body, ${functionRef('c.to_function_id')} as to_function
       from referral_changes c left join referral_texts t on t.id = c.text_id where c.referral_id = $1 order by c.at, c.id`, [referralId]);
  return rows.map((row) => ({
    id: row.id, at: row.at.toISOString(), what: row.what, side: row.by_side, actor: row.actor && { name: row.actor.name, organisation: row.actor.organisation },
    by: mySides.some((side) => isOf(row, side)) ? row.person : null, text: row.body, to: row.to_function,
  }));
}

/** Of those who receive it one after the other, each is a side of its own. */
const isOf = ({ by_side, function_id }: ChangeRow, side: SideRow): boolean => by_side === side.role && (by_side === 'sender' || function_id === side.function_id);
