import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { NatsUser } from '@knutpunkt/messaging';
import { connectNats } from '@knutpunkt/messaging';
import type { Platform } from './platform.js';

/** What a service was asked. */
export interface Asked {
  readonly subject: string;
  readonly token: string | undefined;
  readonly request: { readonly input: Record<string, unknown>; readonly ifMatch?: string; readonly idempotencyKey?: string; readonly requestId: string; readonly deadline: number };
}

export interface Neighbour {
  readonly asked: Asked[];
  readonly nats: NatsConnection;
  answer: (asked: Asked) => unknown;
  stop(): Promise<void>;
}

/** A service as the gateway meets it: answers on its subjects with what the test says, on the wire of Nest's NATS transport. */
export async function neighbour(platform: Pick<Platform, 'natsUrl' | 'keys'>, service: Exclude<NatsUser, 'ops' | 'gateway'>): Promise<Neighbour> {
  const nats = await connectNats({ servers: platform.natsUrl, seed: platform.keys[service].seed, name: service });
  const self: Neighbour = { asked: [], nats, answer: () => ({ status: 200, body: {} }), stop: () => nats.close() };
  const reply = async (message: Msg): Promise<void> => {
    const packet = message.json<{ id: string; data: Asked['request'] }>();
    const asked = { subject: message.subject, token: message.headers?.get('Knutpunkt-Authorization'), request: packet.data };
    self.asked.push(asked);
    const response = await self.answer(asked);
    if (response !== undefined) message.respond(JSON.stringify({ id: packet.id, response, isDisposed: true }));
  };
  nats.subscribe(`op.${service}.>`, { callback: (_, message) => void reply(message) });
  await nats.flush();
  return self;
}
