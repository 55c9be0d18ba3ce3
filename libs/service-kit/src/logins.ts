import { needsFreshLogins, type ServiceName } from '@knutpunkt/contracts';
import { liveness, type Liveness } from '@knutpunkt/identity';
import type { ServiceConfig } from './config.js';
import type { Log } from './log.js';

type Asking = Pick<ServiceConfig, 'issuer' | 'introspection'>;

/** Nobody is asked, so nothing is known. */
const nobody: Liveness = { stateOf: () => Promise.resolve('unanswered') };

/** True for a service that cannot do some of what it is for, since it was not told how to ask whether a login still holds. */
export const lacksLogins = (service: ServiceName, { introspection }: Pick<Asking, 'introspection'>): boolean => introspection === undefined && needsFreshLogins(service);

/** How a service asks whether a login still holds. One that should and cannot says so at its start, and refuses what needs it. */
export function loginsOf(service: ServiceName, { issuer, introspection }: Asking, log: Log): Liveness {
  if (lacksLogins(service, { introspection })) log.warn({}, 'OIDC_INTROSPECTION_SECRET is not set: what asks whether a login still holds is refused');
  if (!introspection) return nobody;
  return liveness({ realmUrl: issuer, ...introspection, onFailed: (error) => log.warn({ error }, 'the identity provider did not say whether a login still holds') });
}
