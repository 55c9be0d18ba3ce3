import type { StreamInfo } from '@nats-io/jetstream';
import type { Tx } from '@knutpunkt/persistence';

/** A day less than the stream and the outbox keep, so that what merely grew old is not taken for lost. */
const younger = "interval '29 days'";

/**
 * Compares what was relayed with what the stream holds, and marks as unpublished what is missing: the stream was made anew, rolled back to an earlier
 * sequence, or has holes (nobody may delete from it). Gives how many will be sent again. PostgreSQL is the truth.
 */
export async function forgetLost(tx: Tx, { created, state }: Pick<StreamInfo, 'created' | 'state'>): Promise<number> {
  const lost = await tx.query(
    `update outbox set published_at = null, stream_seq = null
     where published_at > now() - ${younger} and (
       exists (select from relayed_to where created <> $1) or stream_seq > $2 or stream_seq < $3 or stream_seq = any($4::bigint[]))
     returning id`,
    [created, state.last_seq, state.first_seq, state.deleted ?? []],
  );
  await tx.query('insert into relayed_to (created) values ($1) on conflict (one) do update set created = excluded.created', [created]);
  return lost.length;
}
