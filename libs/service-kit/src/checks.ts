import type { NatsConnection } from '@nats-io/transport-node';
import type { Freshness } from '@knutpunkt/access';
import type { Db } from '@knutpunkt/persistence';
import type { ServiceConfig } from './config.js';
import { lacksLogins } from './logins.js';
import type { ServiceDefinition } from './service.js';
import type { Check } from './ops-server.js';

interface Checked { readonly definition: ServiceDefinition; readonly config: ServiceConfig; readonly db: Db; readonly nats: NatsConnection; readonly freshness: Freshness }

const patience = 1_000;

/** A question that nobody answers in a second is not answered: a lost connection waits for ever. */
const reaches = (ask: () => Promise<unknown>): Check => () =>
  Promise.race([ask().then(() => null, () => 'unreachable'), new Promise<string>((resolve) => setTimeout(resolve, patience, 'unreachable').unref())]);

/** What must hold for a service to do its work. A stale directory is told, and stops individual-level content only; so is that nobody can be asked about logins, which stops what needs that. */
export const readinessOf = ({ definition, config, db, nats, freshness }: Checked): Record<string, Check> => ({
  database: reaches(() => db.work('readiness', (tx) => tx.query('select 1'))),
  nats: reaches(() => nats.flush()),
  ...(definition.keepsDirectory ? { directory: () => freshness.staleness() } : {}),
  ...(lacksLogins(definition.name, config) ? { logins: async () => 'not asked' } : {}),
});
