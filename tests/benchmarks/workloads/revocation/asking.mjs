import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const patience = 30_000;
/** A token is good for five minutes. */
const renewed = 120_000;

/** The demo's people, each asking over HTTP with a token of their own. */
export class Asking {
  #tokens = new Map();

  constructor(demo) {
    this.demo = demo;
  }

  async #token(username) {
    const known = this.#tokens.get(username);
    if (known && Date.now() - known.at < renewed) return known.token;
    const token = await this.demo.tokenFor(username);
    this.#tokens.set(username, { token, at: Date.now() });
    return token;
  }

  /** One question; gives its status and body. */
  async ask(username, [method, path, body], ifMatch) {
    const headers = {
      authorization: `Bearer ${await this.#token(username)}`, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }), ...(body ? { 'content-type': 'application/json' } : {}), ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}),
    };
    const answer = await fetch(`${this.demo.origin}/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: answer.status, body: await answer.json() };
  }

  /** What somebody does; throws where it is refused. */
  async does(username, question, ifMatch) {
    const { status, body } = await this.ask(username, question, ifMatch);
    if (status >= 300) throw new Error(`${username} ${question[0]} ${question[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}

/** Resolves when it holds; throws when it does not in half a minute. */
export async function until(holds, what) {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not in half a minute: ${what}`);
    await delay(50);
  }
}
