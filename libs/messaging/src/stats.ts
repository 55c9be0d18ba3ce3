import type { Db } from '@knutpunkt/persistence';

export interface ConsumerStats {
  readonly waiting: number;
  readonly dead: number;
  /** Age in seconds of the oldest event not applied; 0 for none. */
  readonly oldest: number;
}

/** Figures for metrics and health. */
export interface MessagingStats {
  readonly outbox: { readonly unpublished: number; /** Age in seconds of the oldest unpublished row; 0 for none. */ readonly oldest: number };
  /** By consumer; a consumer with nothing unapplied is left out. */
  readonly inbox: Readonly<Record<string, ConsumerStats>>;
  readonly due: { readonly late: number; readonly dead: number };
}

/** Counts what is not yet sent, applied or done in a service's database. */
export async function messagingStats(db: Db): Promise<MessagingStats> {
  const [[outbox], { inbox, due }] = await Promise.all([db.relay((tx) => tx.query<MessagingStats['outbox']>(outboxFigures)), db.work('stats', async (tx) => ({
    inbox: await tx.query<ConsumerStats & { consumer: string }>(inboxFigures),
    due: await tx.query<MessagingStats['due']>(dueFigures),
  }))]);
  return { outbox: outbox!, inbox: Object.fromEntries(inbox.map(({ consumer, ...figures }) => [consumer, figures])), due: due[0]! };
}

const age = (column: string): string => `coalesce(extract(epoch from now() - min(${column})), 0)::float8 as oldest`;

const outboxFigures = `select count(*)::int as unpublished, ${age('created_at')} from outbox where published_at is null`;

const inboxFigures = `
  select consumer, (count(*) filter (where state = 'waiting'))::int as waiting, (count(*) filter (where state = 'dead'))::int as dead, ${age('received_at')}
  from inbox where state in ('waiting', 'dead') group by consumer`;

const dueFigures = `
  select (count(*) filter (where state = 'pending' and coalesce(retry_at, at) < now() - interval '5 seconds'))::int as late,
    (count(*) filter (where state = 'dead'))::int as dead
  from due where state in ('pending', 'dead')`;
