import { consumers, durableOf, streamOf, type ServiceName } from '@knutpunkt/contracts';
import { inboxOf } from './nats.js';
import { bellOf } from './outbox.js';
import { publishers } from './provision.js';

/** Who logs in to NATS: each service, and `ops`, which makes streams and consumers and can neither publish nor delete. */
export const natsUsers = ['gateway', 'directory', 'meetings', 'agendas', 'referrals', 'notifications', 'ops'] as const;
export type NatsUser = (typeof natsUsers)[number];

export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** True for those who answer: they may publish to the reply subject of what they were asked. */
  readonly responds: boolean;
}

/** Events that live for a moment in core NATS: nothing is lost when nobody listens. */
const live = 'live.>';
const pulse = 'pulse.directory';

const telling: Partial<Record<ServiceName, string[]>> = { gateway: ['op.>'], directory: [pulse], notifications: [live] };
const hearing: Partial<Record<ServiceName, string[]>> = { gateway: [live, pulse], meetings: [pulse], agendas: [pulse], referrals: [pulse], notifications: [pulse] };

const opsSubjects = ['INFO', 'STREAM.CREATE.*', 'STREAM.UPDATE.*', 'STREAM.INFO.*', 'CONSUMER.CREATE.>', 'CONSUMER.DURABLE.CREATE.>', 'CONSUMER.INFO.>', 'CONSUMER.DELETE.>'].map((call) => `$JS.API.${call}`);

/** The narrowest permissions of a user that the contracts allow. What is not named is refused. */
export function permissionsOf(user: NatsUser): Permissions {
  if (user === 'ops') return { publish: opsSubjects, subscribe: [`${inboxOf(user)}.>`], responds: false };
  const answers = user !== 'gateway';
  return {
    publish: [...(telling[user] ?? []), ...outboxSubjects(user), ...consumerSubjects(user)],
    subscribe: [`${inboxOf(user)}.>`, ...(answers ? [`op.${user}.>`] : []), ...(publishers.includes(user) ? [bellOf(user)] : []), ...(hearing[user] ?? [])],
    responds: answers,
  };
}

const outboxSubjects = (service: ServiceName): string[] =>
  publishers.includes(service) ? [`evt.${service}.>`, bellOf(service), `$JS.API.STREAM.INFO.${streamOf(service)}`] : [];

const consumerSubjects = (service: ServiceName): string[] =>
  consumers.filter((c) => c.service === service).flatMap((c) => {
    const place = `${streamOf(c.of)}.${durableOf(c)}`;
    return [`$JS.API.CONSUMER.INFO.${place}`, `$JS.API.CONSUMER.MSG.NEXT.${place}`, `$JS.ACK.${place}.>`];
  });
