import { headers, type NatsConnection } from '@nats-io/transport-node';
import { Problem, Unavailable, subjectOf, type AnyOperation } from '@knutpunkt/contracts';
import { connectNats, type NatsAccess } from '@knutpunkt/messaging';
import { tokenHeader, type Answer, type Request } from './call.js';

export type Asked<Op> = Omit<Request<Op>, 'deadline' | 'requestId'> & { readonly token: string; readonly requestId: string; readonly traceparent?: string; readonly deadline?: number };

/** What Nest's NATS transport answers. */
interface Packet { readonly response?: Answer; readonly err?: unknown }

/**
 * Asks operations of services over NATS, with the caller's own token. All answers come to one inbox of the connection's; Nest's client subscribes and unsubscribes for
 * each request, which server and both ends pay for.
 */
export class OperationClient {
  private nats: NatsConnection | undefined;

  constructor(private readonly access: NatsAccess) {}

  async connect(): Promise<void> {
    this.nats ??= await connectNats(this.access);
  }

  async close(): Promise<void> {
    await this.nats?.close();
  }

  /** The service's answer, or its refusal as it left. Nobody there, or no answer before the deadline (milliseconds since the epoch), is Unavailable (503, Retry-After). */
  async ask<Op extends AnyOperation>(op: Op, { token, traceparent, deadline = Date.now() + op.patience, ...request }: Asked<Op>): Promise<Answer<Op>> {
    const head = headers();
    head.set(tokenHeader, token);
    if (traceparent) head.set('traceparent', traceparent);
    // Without an id Nest takes a message for an event and answers nothing.
    const packet = JSON.stringify({ pattern: subjectOf(op), id: request.requestId, data: { ...request, deadline } });
    try {
      const message = await this.connected().request(subjectOf(op), packet, { headers: head, timeout: Math.max(1, deadline - Date.now()) });
      return answerIn(message.json<Packet>()) as Answer<Op>;
    } catch (error) {
      if (isAbsence(error)) return { problem: new Problem(Unavailable, { retryAfter: 2 }).body };
      throw error;
    }
  }

  private connected(): NatsConnection {
    if (!this.nats) throw new Error('the connection to NATS is not open');
    return this.nats;
  }
}

function answerIn({ response, err }: Packet): Answer {
  if (response) return response;
  throw new Error('the service gave no answer', { cause: err });
}

/** How the client says that nobody answers: no responders, too late, or a connection that is gone. */
const absent = /no ?responders|503|timeout|connection|disconnect|closed|draining/i;

const isAbsence = (error: unknown): boolean => error instanceof Error && (absent.test(`${error.name} ${error.message}`) || isAbsence(error.cause));
