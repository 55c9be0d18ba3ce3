import type { NatsConnection } from '@nats-io/transport-node';
import type { Freshness } from '@knutpunkt/access';
import type { Db } from '@knutpunkt/persistence';
import type { Log } from './log.js';

interface Heard { readonly db: Db; readonly nats: NatsConnection; readonly freshness: Freshness; readonly log: Log }

/**
 * Listens to the directory's pulse (`pulse.directory`, the newest place among its events, each second) from where this service's copy stands. An event that came but
 * could not be applied is looked for at each beat: it may be the one that ended somebody's right.
 */
export async function followPulse({ db, nats, freshness, log }: Heard): Promise<{ stop(): void }> {
  const [stands] = await db.work('pulse', (tx) => tx.query<{ at: string | null }>(newest));
  freshness.applied(Number(stands?.at ?? 0));
  const beat = async (at: number): Promise<void> => {
    freshness.unapplied((await db.work('pulse', (tx) => tx.query(stuck))).length > 0);
    freshness.pulse(at);
  };
  const subscription = nats.subscribe('pulse.directory', { callback: (error, message) => {
    if (!error) beat(message.json<{ at: number }>().at).catch((missed: unknown) => log.warn({ error: missed }, 'a beat of the directory was missed'));
  } });
  return { stop: () => subscription.unsubscribe() };
}

const stuck = "select from inbox where consumer = 'directory' and state in ('waiting', 'dead') limit 1";

const newest = `select greatest((select max(at) from organisations), (select max(at) from authorities), (select max(at) from units), (select max(at) from people),
  (select max(at) from functions), (select max(at) from groups), (select max(at) from memberships)) as at`;
