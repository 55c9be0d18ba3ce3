import type { Consumer } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { Arrived, Unreadable } from './arrived.js';
import { justBefore, placeInOrder } from './place-in-order.js';

/** Locks an aggregate for one consumer until the transaction ends; gives the version applied last, 0 for none. */
async function lockPosition(tx: Tx, consumer: string, aggregateId: string): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `insert into inbox_positions (consumer, aggregate_id, version) values ($1, $2, 0)
     on conflict (consumer, aggregate_id) do update set version = inbox_positions.version returning version`, [consumer, aggregateId]);
  return row!.version;
}

const label = ({ consumer, id, aggregateId, version, type }: Arrived | Unreadable): unknown[] => [consumer, id, aggregateId, version, type];

/** Where the event stands in its aggregate's order; whether this transaction is the one that applies it, and whether its early successor may now follow. */
export interface Applied {
  readonly place: ReturnType<typeof placeInOrder>;
  readonly first: boolean;
  readonly successor: boolean;
}

/** `entered` gives a row when the event is next, and new or still waiting; then the position moves, and the successor that came early is due. */
const applying = (entered: string): string => `
  with just_before as (select from inbox_positions where consumer = $1 and aggregate_id = $3 and version between $6 and $7),
  entered as (${entered} returning 1),
  moved as (update inbox_positions set version = $4 where consumer = $1 and aggregate_id = $3 and exists (select from entered)),
  woken as (
    update inbox set next_at = now(), reason = null where consumer = $1 and aggregate_id = $3 and aggregate_version = $4 + 1
      and state = 'waiting' and next_at is null and exists (select from entered) returning 1)
  select exists (select from entered) as first, exists (select from woken) as successor`;

const applyingNew = applying("insert into inbox (consumer, event_id, aggregate_id, aggregate_version, type, state) select $1, $2, $3, $4::int, $5, 'done' from just_before on conflict do nothing");
const applyingKept = applying("update inbox set state = 'done', envelope = null, next_at = null, reason = null, type = $5 where consumer = $1 and event_id = $2 and state = 'waiting' and exists (select from just_before)");

/** Both are asked in one turn: the position is locked before the second statement looks. */
async function apply(tx: Tx, consumer: Pick<Consumer, 'everyVersion'>, { arrived, how }: { arrived: Arrived; how: string }): Promise<Applied> {
  const [version, [applied]] = await Promise.all([
    lockPosition(tx, arrived.consumer, arrived.aggregateId),
    tx.query<Omit<Applied, 'place'>>(how, [...label(arrived), ...justBefore(consumer, arrived.version)]),
  ]);
  return { place: placeInOrder(consumer, version, arrived.version), ...applied! };
}

/** Enters an event that just came, if it is next, and moves the position; not first when it came before. */
export const applyNew = (tx: Tx, consumer: Pick<Consumer, 'everyVersion'>, arrived: Arrived): Promise<Applied> => apply(tx, consumer, { arrived, how: applyingNew });

/** The same for an event that was waiting; not first when another replica was faster. */
export const applyKept = (tx: Tx, consumer: Pick<Consumer, 'everyVersion'>, arrived: Arrived): Promise<Applied> => apply(tx, consumer, { arrived, how: applyingKept });

const keeping = `insert into inbox (consumer, event_id, aggregate_id, aggregate_version, type, state, envelope, attempts, next_at, reason)
  values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 millisecond', $10) on conflict do nothing`;

const keep = (tx: Tx, arrived: Arrived | Unreadable, [state, attempts, delay, reason]: [string, number, number | null, string | null]): Promise<unknown> =>
  tx.query(keeping, [...label(arrived), state, state === 'done' ? null : JSON.stringify(arrived.envelope), attempts, delay, reason]);

/** An event that something newer has replaced. */
export const keepAsOld = (tx: Tx, arrived: Arrived): Promise<unknown> => keep(tx, arrived, ['done', 0, null, 'old']);
/** An event that came before its predecessor, which will wake it. */
export const keepAsEarly = (tx: Tx, arrived: Arrived): Promise<unknown> => keep(tx, arrived, ['waiting', 0, null, 'early']);
/** An event whose handler failed once; tried again after `delay` milliseconds. */
export const keepAsFailed = (tx: Tx, arrived: Arrived, [reason, delay]: [string, number]): Promise<unknown> => keep(tx, arrived, ['waiting', 1, delay, reason]);
/** A message that nobody can read. */
export const keepAsDead = (tx: Tx, unreadable: Unreadable): Promise<unknown> => keep(tx, unreadable, ['dead', 1, null, unreadable.reason]);
