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

/** The oldest rows not yet relayed. By `published_at`, never by a position: a transaction that began early may commit late. */
export const unpublished = (tx: Tx): Promise<OutboxRow[]> =>
  tx.query<OutboxRow>('select id, subject, aggregate_id, envelope::text as message from outbox where published_at is null order by seq limit $1', [batch]);

/** Notes what JetStream confirmed. A new message at a place that an earlier one had shows that the stream was rolled back: what stood from there on is to be sent again. */
export async function markPublished(tx: Tx, sent: readonly Sent[]): Promise<void> {
  const fresh = sent.filter((s) => !s.duplicate).map((s) => s.streamSeq);
  await Promise.all([
    fresh.length > 0 && tx.query('update outbox set published_at = null, stream_seq = null where stream_seq >= $1', [Math.min(...fresh)]),
    tx.query('update outbox set published_at = now(), stream_seq = sent.seq from unnest($1::uuid[], $2::bigint[]) as sent (id, seq) where outbox.id = sent.id',
      [sent.map((s) => s.id), sent.map((s) => s.streamSeq)]),
  ]);
}

/** Rows are kept as long as the stream keeps messages, so that it can be filled again. */
export async function deleteOld(tx: Tx): Promise<void> {
  await tx.query("delete from outbox where published_at < now() - interval '30 days'");
}
