import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOwn } from '../access/work-log.js';
import { tell } from '../tell.js';

const end = `update holdings h set valid_to = greatest(h.valid_from, now()) from functions f, people p
  where f.id = h.function_id and p.id = h.person_id and h.person_id = $1 and (h.valid_to is null or h.valid_to > now())`;
const which = { every: '', 'of-before': 'and h.valid_from <= p.left_at', 'of-another-authority': 'and f.authority_id is distinct from p.authority_id' };
const touchFunction = 'update functions set version = version + 1, at = next_place() where id = $1';

/** Ends what a person holds: every function, those from before the person left last, or those of another authority than the person's own; and tells each. `by` is the work that does it. */
export async function endHoldings(tx: Tx, outbox: Outbox, { personId, of, by }: { personId: string; of: keyof typeof which; by: string }): Promise<void> {
  for (const { id } of await tx.query<{ id: string }>(`${end} ${which[of]} returning h.function_id as id`, [personId])) {
    await tx.query(touchFunction, [id]);
    await logOwn(tx, by, { kind: 'function', id, action: 'function.end', details: { personId } });
    await tell(tx, outbox, { kind: 'function', id, actor: { kind: 'worker', id: by }, now: new Date() });
  }
}
