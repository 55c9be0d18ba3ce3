import type { NatsConnection } from '@nats-io/transport-node';
import type { Freshness } from '@knutpunkt/access';
import type { Db } from '@knutpunkt/persistence';

interface Heard { readonly db: Db; readonly nats: NatsConnection; readonly freshness: Freshness }

/** Listens to the directory's pulse (`pulse.directory`, the newest place among its events, each second) from where this service's copy stands. */
export async function followPulse({ db, nats, freshness }: Heard): Promise<{ stop(): void }> {
  const [{ at }] = await db.work('pulse', (tx) => tx.query<{ at: string | null }>(newest)) as [{ at: string | null }];
  freshness.applied(Number(at ?? 0));
  const subscription = nats.subscribe('pulse.directory', { callback: (error, message) => { if (!error) freshness.pulse(message.json<{ at: number }>().at); } });
  return { stop: () => subscription.unsubscribe() };
}

const newest = `select greatest((select max(at) from organisations), (select max(at) from authorities), (select max(at) from units), (select max(at) from people),
  (select max(at) from functions), (select max(at) from groups), (select max(at) from memberships)) as at`;
