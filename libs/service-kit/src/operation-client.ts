import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { Problem, Unavailable, subjectOf, type AnyOperation } from '@knutpunkt/contracts';
import { natsOptions } from '@knutpunkt/messaging';
import { tokenHeader, type Answer, type Request } from './call.js';

export type Asked<Op> = Omit<Request<Op>, 'deadline' | 'requestId'> & { readonly token: string; readonly requestId: string; readonly traceparent?: string; readonly deadline?: number };

const patience = 8_000;

/** Asks operations of services over NATS, with the caller's own token. */
export class OperationClient {
  private readonly client: ClientProxy;

  constructor(nats: { servers: string; seed: string; name: string }) {
    this.client = ClientProxyFactory.create({ transport: Transport.NATS, options: natsOptions(nats) });
  }

  connect(): Promise<unknown> {
    return this.client.connect();
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  /** The service's answer, or its refusal as it left. Nobody there, or no answer before the deadline, is Unavailable (503, Retry-After). */
  async ask<Op extends AnyOperation>(op: Op, { token, traceparent, deadline = Date.now() + patience, ...request }: Asked<Op>): Promise<Answer<Op>> {
    const head = headers();
    head.set(tokenHeader, token);
    if (traceparent) head.set('traceparent', traceparent);
    const record = new NatsRecordBuilder({ ...request, deadline }).setHeaders(head).build();
    try {
      return await firstValueFrom(this.client.send<Answer<Op>>(subjectOf(op), record).pipe(timeout(Math.max(1, deadline - Date.now()))));
    } catch (error) {
      if (isAbsence(error)) return { problem: new Problem(Unavailable, { retryAfter: 2 }).body };
      throw error;
    }
  }
}

/** What Nest throws where nobody answers: an error for no responders, a plain string where the connection is gone. */
const absent = /Empty ?response|no responders|503|timeout|connection|disconnect|closed|draining/i;

const isAbsence = (error: unknown): boolean => error instanceof TimeoutError || absent.test(String(error));
