import { setTimeout as delay } from 'node:timers/promises';

/** An answer of the hub's HTTP interface. */
export type Answer = { status: number; body: { id?: string; type?: string; version?: string; startsAt?: string; state?: string; content?: { notes: { version: string } } } };

/** When to give up, in milliseconds since 1970: on a hub that is not ready, and on one that has not heard of everybody yet. */
export type Patience = { ready: number; known: number };

type Request = { method: 'GET' | 'POST' | 'PUT'; path: string; body?: object; key: string; ifMatch?: string };

const FOUR_MINUTES = 240_000;
const TRY_AGAIN_MS = 250;
const NOT_READY = new Set([429, 503]);
const NOT_KNOWN = new Set([403, 404, 409, 422]);

/** Uses the public interface as any machine client does: with a bearer token for the one it acts for. */
export class HubClient {
  private readonly tokens = new Map<string, { token: string; until: number }>();

  constructor(private readonly origin: string, private readonly tokenFor: (username: string) => Promise<string>) {}

  /** Sends one request as somebody, and again while the hub is not ready for it, or has not heard of whom it names. */
  async ask(username: string, request: Request, patience: Patience): Promise<Answer> {
    for (;;) {
      const answer = await this.once(username, request);
      const until = NOT_READY.has(answer.status) ? patience.ready : NOT_KNOWN.has(answer.status) ? patience.known : 0;
      if (Date.now() > until) return answer;
      await delay(TRY_AGAIN_MS);
    }
  }

  private async once(username: string, { method, path, body, key, ifMatch }: Request): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.token(username)}`, 'content-type': 'application/json', 'idempotency-key': key, 'x-knutpunkt': '1', ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}) };
    // Nobody answers while the gateway comes up: that is a hub that is not ready, which is tried again and, when it lasts, told.
    const response = await fetch(`${this.origin}/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch(() => undefined);
    if (!response) return { status: 503, body: { type: 'nobody answers' } };
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  private async token(username: string): Promise<string> {
    const kept = this.tokens.get(username);
    if (kept && kept.until > Date.now()) return kept.token;
    const token = await this.tokenFor(username);
    this.tokens.set(username, { token, until: Date.now() + FOUR_MINUTES });
    return token;
  }
}
