import type { ServiceName } from '@knutpunkt/contracts';
import { migrate, provision, roleUrl, type DatabaseConfig, type Migration } from '@knutpunkt/persistence';
import { allOf } from './all-of.js';
import type { Keys } from './keys.js';

/** Makes each service's roles and schema and brings it up to date; nothing happens where nothing is missing. */
export async function prepareDatabase(adminUrl: string, keys: Keys, migrations: Record<ServiceName, readonly Migration[]>): Promise<void> {
  const services = Object.keys(migrations) as ServiceName[];
  for (const service of services) await provision(adminUrl, service, keys.database[service]);
  await allOf(services.map((service) => migrate(roleUrl(adminUrl, service, 'owner', keys.database[service]), service, migrations[service])));
}

/** The three addresses that a service reaches its schema by, each as another role. */
export function databaseOf(adminUrl: string, keys: Keys, service: ServiceName): DatabaseConfig {
  const url = (role: 'api' | 'worker' | 'relay') => roleUrl(adminUrl, service, role, keys.database[service]);
  return { apiUrl: url('api'), workerUrl: url('worker'), relayUrl: url('relay') };
}
