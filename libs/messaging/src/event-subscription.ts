import { jetstream, type ConsumerMessages, type JetStreamClient, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { durableOf, streamOf } from '@knutpunkt/contracts';
import { arrivedFrom, type Arrived, type Unreadable } from './arrived.js';
import { Bell } from './bell.js';
import { crashAt } from './crash-point.js';
import { deliver, type DeliveryParts } from './deliver.js';
import { faultOf } from './fault.js';
import type { Listener } from './handlers.js';
import { Lanes } from './lanes.js';
import { Loop } from './loop.js';

const width = 8;
const reopenAfter = 250;
const redeliverAfter = 2_000;
const restWhileAway = 500;

/** One durable consumer: pulls its messages, several aggregates at once and each aggregate in order, and acknowledges what is committed. Outlives a missing stream, server or database. */
export class EventSubscription {
  private readonly loop: Loop;
  private readonly lanes = new Lanes(width);
  private readonly js: JetStreamClient;
  private readonly rest = new Bell();
  private messages: ConsumerMessages | undefined;
  /** What took no acknowledgement: its stream may be gone, and with it what was pulled from it. */
  private deaf: ConsumerMessages | undefined;
  private stopping = false;
  private away = false;

  constructor(nats: NatsConnection, private readonly listener: Listener, private readonly parts: DeliveryParts) {
    this.js = jetstream(nats);
    this.loop = new Loop(`consumer ${durableOf(listener.consumer)}`, () => this.follow(), parts.log);
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when what was begun is committed and acknowledged; what was not begun goes to another replica. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.rest.ring();
    void this.messages?.close();
    await this.loop.stop();
    await this.lanes.idle();
  }

  private async follow(): Promise<number> {
    const { consumer } = this.listener;
    const durable = await this.js.consumers.get(streamOf(consumer.of), durableOf(consumer));
    const messages = await durable.consume({ max_messages: 64, expires: 10_000, abort_on_missing_resource: true });
    this.messages = messages;
    void closeWhenGone(messages);
    if (this.stopping) void messages.close();
    for await (const message of messages) await this.accept(message, messages);
    return reopenAfter;
  }

  private async accept(message: JsMsg, from: ConsumerMessages): Promise<void> {
    if (this.away) await this.rest.sleep(restWhileAway);
    if (this.stopping) return message.nak();
    const arrived = arrivedFrom(this.listener, message.subject, message.data);
    await this.lanes.enter(arrived.aggregateId, async () => {
      if (this.deaf === from) message.nak();
      else if (await this.applied(message, arrived)) await this.acknowledge(message, from);
    });
  }

  private async applied(message: JsMsg, arrived: Arrived | Unreadable): Promise<boolean> {
    try {
      await deliver(this.parts, this.listener, { message: arrived, bytes: message.data, deliveries: message.info.deliveryCount });
      this.away = false;
      return true;
    } catch (error) {
      this.away = true;
      this.warn(error, 'a message is delivered again later');
      message.nak(redeliverAfter);
      return false;
    }
  }

  /** What is committed and not acknowledged comes again, and is known then. Each message of a stream that is gone would wait for its own acknowledgement: the pull is opened anew instead. */
  private async acknowledge(message: JsMsg, from: ConsumerMessages): Promise<void> {
    crashAt('after-commit-before-ack');
    try {
      await message.ackAck();
    } catch (error) {
      this.warn(error, 'an acknowledgement was not answered; the messages are asked for anew');
      this.deaf = from;
      void from.close();
    }
  }

  private warn(error: unknown, what: string): void {
    this.parts.log.warn({ consumer: durableOf(this.listener.consumer), fault: faultOf(error) }, what);
  }
}

/** The pull goes on when the server says that nobody answers; opening it anew finds out what is missing. */
async function closeWhenGone(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status()) {
    if (type === 'no_responders' || type === 'consumer_deleted' || type === 'stream_not_found' || type === 'consumer_not_found') void messages.close();
  }
}
