import type { NatsConnection } from '@nats-io/transport-node';
import { streamOf } from '@knutpunkt/contracts';
import { inboxOf, publishers } from '@knutpunkt/messaging';
import { eventually, type TestHub } from '@knutpunkt/testing';

/** Hears what goes over NATS besides questions and answers: what rings at people's doors, and every event in the streams. */
export class Wiretap {
  private readonly live: string[] = [];

  private constructor(private readonly ops: NatsConnection) {}

  static async on(hub: TestHub): Promise<Wiretap> {
    const tap = new Wiretap(await hub.nats('ops'));
    const gateway = await hub.nats('gateway');
    gateway.subscribe('live.>', { callback: (_, message) => void tap.live.push(message.string()) });
    await gateway.flush();
    return tap;
  }

  /** How often somebody has been rung for. */
  get rings(): number { return this.live.length; }

  /** What was said by ringing. */
  get words(): string[] { return this.live.filter(Boolean); }

  /** Every event that the streams hold, subjects too. */
  async events(): Promise<string> {
    return (await Promise.all(publishers.map((service) => this.stream(streamOf(service))))).flat().join('\n');
  }

  private async stream(name: string): Promise<string[]> {
    const heard: string[] = [];
    const inbox = `${inboxOf('ops')}.${name}`;
    this.ops.subscribe(inbox, { callback: (_, message) => void heard.push(`${message.subject} ${message.string()}`) });
    const { state } = await this.call<{ state: { messages: number } }>(`STREAM.INFO.${name}`, {});
    await this.call(`CONSUMER.CREATE.${name}`, { stream_name: name, config: { deliver_subject: inbox, deliver_policy: 'all', ack_policy: 'none' } });
    await eventually(() => { if (heard.length < state.messages) throw new Error(`${heard.length} of ${state.messages} heard of ${name}`); });
    return heard;
  }

  private async call<R>(subject: string, request: object): Promise<R> {
    const answer = (await this.ops.request(`$JS.API.${subject}`, JSON.stringify(request))).json<R & { error?: { description: string } }>();
    if (answer.error) throw new Error(`${subject}: ${answer.error.description}`);
    return answer;
  }
}
