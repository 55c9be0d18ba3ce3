import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { durableOf, streamOf, type ServiceName } from '@knutpunkt/contracts';
import { newestPlace, type Beat, type Freshness } from '@knutpunkt/access';
import type { Db } from '@knutpunkt/persistence';
import type { Log } from './log.js';

interface Heard {
  readonly definition: { readonly name: ServiceName };
  readonly db: Db;
  readonly nats: NatsConnection;
  readonly freshness: Freshness;
  readonly log: Log;
}

/**
 * Listens to the directory's pulse (`pulse.directory`, the newest place among its events, each second), and looks at each beat how this service's copy stands: by its
 * database, which all replicas share, and by what its durable consumer still has outstanding. A beat that fails is one not heard.
 */
export async function followPulse({ definition, db, nats, freshness, log }: Heard): Promise<{ stop(): void }> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const durable = durableOf({ service: definition.name, name: 'directory' });
  const stands = async (newest: number): Promise<Beat> => {
    const { num_pending, num_ack_pending } = await manager.consumers.info(streamOf('directory'), durable);
    const [row] = await db.work('pulse', (tx) => tx.query<{ applied: string | null; stuck: boolean }>(standing));
    return { newest, applied: Number(row?.applied ?? 0), outstanding: num_pending + num_ack_pending, stuck: row?.stuck ?? false };
  };
  const subscription = nats.subscribe('pulse.directory', { callback: (error, message) => {
    if (error) return;
    stands(message.json<{ at: number }>().at).then((beat) => freshness.beat(beat), (missed: unknown) => log.warn({ error: missed }, 'a beat of the directory was missed'));
  } });
  return { stop: () => subscription.unsubscribe() };
}

const standing = `select ${newestPlace} as applied, exists (select from inbox where consumer = 'directory' and state in ('waiting', 'dead')) as stuck`;
