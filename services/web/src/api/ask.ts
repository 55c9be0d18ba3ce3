import { isUnsafe, type Operation, type Output, type RawInput } from '@knutpunkt/contracts';
import { addressOf } from './address.js';
import { Refusal, refusalOf } from './refusal.js';
import { hasSessionEnded } from './session-end.js';

/** What goes with a request beside its input. */
export interface Asking {
  /** The version that was seen (If-Match), for operations that change what was seen. */
  readonly version?: string | undefined;
  /** One key per intended action, the same over its retries. */
  readonly idempotencyKey?: string | undefined;
  /** What a guest's link leads by, in place of a login. */
  readonly secret?: string;
  readonly signal?: AbortSignal;
  /** True for what is to arrive though the page is left meanwhile. */
  readonly keepalive?: boolean;
}

function headersOf(op: Pick<Operation, 'method'>, asking: Asking): Record<string, string> {
  const always = { accept: 'application/json', ...(asking.secret === undefined ? {} : { 'link-secret': asking.secret }) };
  if (!isUnsafe(op)) return always;
  return {
    ...always,
    'content-type': 'application/json',
    'x-knutpunkt': '1',
    'idempotency-key': asking.idempotencyKey ?? crypto.randomUUID(),
    ...(asking.version === undefined ? {} : { 'if-match': `"${asking.version}"` }),
  };
}

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refusal(0, 'unreachable');
  }
};

const jsonOf = async (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** Asks the hub for an operation as the person whose cookie the browser holds. Gives the operation's output, or throws a `Refusal`; nothing is changed once the page's own session has ended. */
export async function ask<Op extends Operation>(op: Op, input: RawInput<Op>, asking: Asking = {}): Promise<Output<Op>> {
  if (isUnsafe(op) && hasSessionEnded()) throw new Refusal(401, 'not-authenticated');
  const { url, body } = addressOf(op, input as Record<string, unknown>);
  const response = await reach(url, {
    method: op.method,
    headers: headersOf(op, asking),
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(asking.signal ? { signal: asking.signal } : {}),
    ...(asking.keepalive ? { keepalive: true } : {}),
  });
  const answer = await jsonOf(response);
  if (!response.ok) throw refusalOf(response.status, answer);
  if (answer === undefined) throw new Refusal(response.status, 'unexpected');
  return answer as Output<Op>;
}
