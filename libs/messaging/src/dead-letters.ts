import type { Db, Tx } from '@knutpunkt/persistence';

/** Something that waits or was given up. `source` is the consumer of an event, or `due` for a timer. Ids and states only. */
export interface DeadLetter {
  readonly source: string;
  readonly id: string;
  readonly state: 'waiting' | 'dead';
  /** An event's aggregate, or a timer's subject. */
  readonly subject: string;
  readonly version: number | null;
  readonly type: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly since: Date;
}

export type LetterId = Pick<DeadLetter, 'source' | 'id'>;

/** What a service could not do: dead events and timers first, then what still waits. At most 1,000. */
export const listDeadLetters = (db: Db): Promise<DeadLetter[]> =>
  db.work('dead-letters', (tx) => tx.query<DeadLetter>(
    `select consumer as source, event_id as id, state, aggregate_id as subject, aggregate_version as version, type, attempts, reason, received_at as since
       from inbox where state in ('dead', 'waiting')
     union all
     select 'due', seq::text, case state when 'dead' then 'dead' else 'waiting' end, subject_id, null, kind, attempts, reason, created_at
       from due where state = 'dead' or (state = 'pending' and attempts > 0)
     order by 3, 9 limit 1000`));

/** Tries one more time, with all tries before it. An event that waits for a predecessor is told to wait no longer: its gap is accepted. False when there is none such. */
export const retryDeadLetter = (db: Db, letter: LetterId): Promise<boolean> => db.work('dead-letters', (tx) => (letter.source === 'due' ? retryDue(tx, letter) : retryEvent(tx, letter)));

/** Gives up for good: an event counts as applied, so that its successors can follow. False when there is none such. */
export const dropDeadLetter = (db: Db, letter: LetterId): Promise<boolean> => db.work('dead-letters', (tx) => (letter.source === 'due' ? dropDue(tx, letter) : dropEvent(tx, letter)));

const changed = async (tx: Tx, sql: string, { source, id }: LetterId): Promise<boolean> => (await tx.query(sql, source === 'due' ? [id] : [source, id])).length > 0;

const retryDue = (tx: Tx, letter: LetterId): Promise<boolean> =>
  changed(tx, "update due set state = 'pending', attempts = 0, retry_at = now() where seq = $1 and state in ('pending', 'dead') returning 1", letter);

const dropDue = (tx: Tx, letter: LetterId): Promise<boolean> =>
  changed(tx, "update due set state = 'dropped' where seq = $1 and state in ('pending', 'dead') returning 1", letter);

async function retryEvent(tx: Tx, letter: LetterId): Promise<boolean> {
  await tx.query(
    `update inbox_positions p set version = i.aggregate_version - 1 from inbox i
     where i.consumer = $1 and i.event_id = $2 and i.state in ('waiting', 'dead') and p.consumer = i.consumer and p.aggregate_id = i.aggregate_id and p.version < i.aggregate_version - 1`,
    [letter.source, letter.id]);
  return changed(tx, "update inbox set state = 'waiting', attempts = 0, next_at = now() where consumer = $1 and event_id = $2 and state in ('waiting', 'dead') returning 1", letter);
}

async function dropEvent(tx: Tx, letter: LetterId): Promise<boolean> {
  const dropped = await changed(tx, "update inbox set state = 'dropped', envelope = null, next_at = null where consumer = $1 and event_id = $2 and state in ('waiting', 'dead') returning 1", letter);
  if (dropped) await tx.query(passingOver, [letter.source, letter.id]);
  return dropped;
}

const passingOver = `
  with dropped as (select consumer, aggregate_id, aggregate_version from inbox where consumer = $1 and event_id = $2 and aggregate_id <> ''),
  moved as (
    insert into inbox_positions (consumer, aggregate_id, version) select * from dropped
    on conflict (consumer, aggregate_id) do update set version = greatest(inbox_positions.version, excluded.version))
  update inbox i set next_at = now(), reason = null from dropped d
    where i.consumer = d.consumer and i.aggregate_id = d.aggregate_id and i.aggregate_version = d.aggregate_version + 1 and i.state = 'waiting' and i.next_at is null`;
