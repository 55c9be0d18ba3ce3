import type { Tx } from '@knutpunkt/persistence';

export interface OutboxRow {
  readonly id: string;
  readonly subject: string;
  readonly aggregate_id: string;
  readonly message: string;
}

/** A row that JetStream has confirmed, with its place in the stream. */
export interface Sent {
  readonly id: string;
  readonly streamSeq: number;
  readonly duplicate: boolean;
}

const batch = 500;

const oldest = 'select id, subject, aggregate_id, envelope::text as message from outbox where published_at is null';

/** The oldest rows not yet relayed. By `published_at`, never by a position: a transaction that began early may commit late. */
export const unpublished = (tx: Tx): Promise<OutboxRow[]> => tx.query<OutboxRow>(`${oldest} order by seq limit $1`, [batch]);

const marking = `
  with rolled_back as (update outbox set published_at = null, stream_seq = null where stream_seq >= $4::bigint and id <> all($2::uuid[])),
  marked as (update outbox set published_at = now(), stream_seq = sent.seq from unnest($2::uuid[], $3::bigint[]) as sent (id, seq) where outbox.id = sent.id)
  ${oldest} and id <> all($2::uuid[]) order by seq limit $1`;

/**
 * Notes what JetStream confirmed, and gives the next rows. A new message at a place that an earlier one had shows that the stream was rolled back: what stood from there
 * on is to be sent again, at the next pass.
 */
export function markPublished(tx: Tx, sent: readonly Sent[]): Promise<OutboxRow[]> {
  const fresh = sent.filter((s) => !s.duplicate).map((s) => s.streamSeq);
  const from = fresh.length > 0 ? Math.min(...fresh) : null;
  return tx.query<OutboxRow>(marking, [batch, sent.map((s) => s.id), sent.map((s) => s.streamSeq), from]);
}

/** Rows are kept as long as the stream keeps messages, so that it can be filled again. */
export async function deleteOld(tx: Tx): Promise<void> {
  await tx.query("delete from outbox where published_at < now() - interval '30 days'");
}
