import { AckPolicy, DeliverPolicy, DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType, jetstreamManager, type ConsumerConfig, type JetStreamManager, type StreamConfig, type StreamInfo } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { consumers, durableOf, eventTypes, streamOf, type Consumer, type ServiceName } from '@knutpunkt/contracts';
import { largestMessage } from './envelope.js';

const day = 86_400_000;

/** The services that have something to tell, and so a stream. */
export const publishers: readonly ServiceName[] = [...new Set(eventTypes.map((type) => type.service))];

/** `replicas` is 3 in a cluster. */
export interface ProvisionOptions {
  readonly replicas?: number;
}

/** Makes or updates every stream and durable consumer of the contracts, as the `ops` user. Safe to run again. */
export async function provisionStreams(ops: NatsConnection, options: ProvisionOptions = {}): Promise<void> {
  const manager = await jetstreamManager(ops);
  for (const service of publishers) await updated(manager, streamConfig(service, options));
  for (const consumer of consumers) await consumerUpdated(manager, consumer, options);
}

/** Makes what is missing, as after a lost store; gives the names of what it made. Cheap: to be called every couple of seconds. */
export async function keepProvisioned(ops: NatsConnection, options: ProvisionOptions = {}): Promise<string[]> {
  const manager = await jetstreamManager(ops, { checkAPI: false });
  const made: string[] = [];
  for (const service of publishers) if (!(await streamInfo(manager, service))) made.push(await added(manager, streamConfig(service, options)));
  for (const consumer of consumers) made.push(...(await consumerKept(manager, consumer, options)));
  return made;
}

/** Never interest or work-queue retention: there an acknowledgement deletes, and nothing could be delivered anew. The size leaves room for the spaces that PostgreSQL writes into jsonb. */
const streamConfig = (service: ServiceName, { replicas = 1 }: ProvisionOptions) => ({
  name: streamOf(service), subjects: [`evt.${service}.>`], storage: StorageType.File, retention: RetentionPolicy.Limits, discard: DiscardPolicy.New,
  max_age: nanos(30 * day), duplicate_window: nanos(600_000), max_msg_size: 2 * largestMessage, deny_delete: true, deny_purge: true, num_replicas: replicas,
}) satisfies Partial<StreamConfig>;

/** No limit of deliveries: the inbox counts the tries. A message is delivered again when its consumer died, so the wait is short. */
const consumerConfig = (consumer: Consumer, { replicas = 1 }: ProvisionOptions) => ({
  durable_name: durableOf(consumer), filter_subjects: filtersOf(consumer), ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All,
  ack_wait: nanos(5_000), max_deliver: -1, max_ack_pending: 256, num_replicas: replicas,
}) satisfies Partial<ConsumerConfig>;

/** One who takes every version must see every type, also one that it does not know yet. */
const filtersOf = ({ everyVersion, events }: Consumer): string[] =>
  [...new Set(events.map((type) => (everyVersion ? `evt.${type.service}.${type.aggregate}.>` : type.subject)))];

async function updated(manager: JetStreamManager, config: ReturnType<typeof streamConfig>): Promise<void> {
  if (await missingAsUndefined(manager.streams.info(config.name))) await manager.streams.update(config.name, config);
  else await added(manager, config);
}

async function added(manager: JetStreamManager, config: ReturnType<typeof streamConfig>): Promise<string> {
  await manager.streams.add(config);
  return config.name;
}

async function consumerUpdated(manager: JetStreamManager, consumer: Consumer, options: ProvisionOptions): Promise<void> {
  const stream = streamOf(consumer.of);
  const { durable_name, filter_subjects, ...config } = consumerConfig(consumer, options);
  if (!(await consumerInfo(manager, consumer))) await manager.consumers.add(stream, consumerConfig(consumer, options));
  else await manager.consumers.update(stream, durable_name, { filter_subjects, ack_wait: config.ack_wait, max_deliver: config.max_deliver, max_ack_pending: config.max_ack_pending, num_replicas: config.num_replicas });
}

/** A consumer that stands behind the stream's end was left from before a roll-back: it would pass over what is sent again, so it starts from the beginning. */
async function consumerKept(manager: JetStreamManager, consumer: Consumer, options: ProvisionOptions): Promise<string[]> {
  const [info, stream] = [await consumerInfo(manager, consumer), await streamInfo(manager, consumer.of)];
  if (!stream) return [];
  const beyond = info !== undefined && Math.max(info.delivered.stream_seq, info.ack_floor.stream_seq) > stream.state.last_seq;
  if (info && !beyond) return [];
  if (info) await manager.consumers.delete(streamOf(consumer.of), info.name);
  await manager.consumers.add(streamOf(consumer.of), consumerConfig(consumer, options));
  return [durableOf(consumer)];
}

const streamInfo = (manager: JetStreamManager, service: ServiceName): Promise<StreamInfo | undefined> => missingAsUndefined(manager.streams.info(streamOf(service)));
const consumerInfo = (manager: JetStreamManager, consumer: Consumer) => missingAsUndefined(manager.consumers.info(streamOf(consumer.of), durableOf(consumer)));

async function missingAsUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined;
    throw error;
  }
}
