import type { Bearer } from '@knutpunkt/testing';
import type { Deed, History } from './history.js';

const patience = 90_000;
const again = 250;

/** What users share: where the hub is, who vouches for them, who and what has which id, what they have done. */
export interface Hub {
  readonly origin: string;
  readonly tokenFor: (bearer: Bearer) => Promise<string>;
  readonly people: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  /** The one authority of each organisation, by the organisation's alias. */
  readonly authorities: ReadonlyMap<string, string>;
  readonly history: History;
}

/** What views have that users go by. */
export interface Body { readonly id: string; readonly version: string; readonly startsAt: string; readonly state: string; readonly items: readonly { readonly id: string; readonly number: number }[]; readonly type?: string }
interface Answer { readonly status: number; readonly body: Body }
export interface Request { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string; readonly body?: object; readonly ifMatch?: string; /** Statuses that mean: not yet. */ readonly notYet?: readonly number[] }
type NewDeed = Omit<Deed, 'outcome' | 'tries'>;

export const aliasOf = (username: string): string => username.split('.')[1]!;
const bearer = (username: string): Bearer => ({ homeId: username, organisationAlias: aliasOf(username), organisationId: 'o', assuranceLevel: 3 });
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The gateway ended before it had answered, or in the middle of it. By name: the errors of fetch are not of this realm. */
const isCutOff = ({ name, message }: Error): boolean => name === 'TimeoutError' || name === 'SyntaxError' || (name === 'TypeError' && /fetch failed|terminated/.test(message));
const nobody: Answer = { status: 0, body: { id: '', version: '', startsAt: '', state: '', items: [] } };
/** With 401: a service whose clock is wrong takes no token for valid. */
const notNow = new Set([0, 401, 429, 500, 502, 503, 504]);

/** Asks for changes, each with a key, again and again until somebody answers, and keeps the history of it. */
export class Asking {
  constructor(readonly hub: Hub) {}

  /** What the change gave, or null where it was refused or nobody answered for very long. */
  async do(what: NewDeed, request: Request): Promise<Body | null> {
    const deed = this.hub.history.begin(what);
    const answer = await this.until(deed, request);
    if (!answer) return null;
    deed.outcome = answer.status < 300 ? 'ok' : 'refused';
    if (deed.outcome === 'refused') deed.why = `${deed.on} ${deed.what} after ${deed.tries} tries: ${answer.status} ${answer.body.type}`;
    else deed.objectId ??= answer.body.id;
    return deed.outcome === 'ok' ? answer.body : null;
  }

  /** What somebody reads, or null where it is refused or nobody answers for very long. */
  async read(person: string, path: string): Promise<Body | null> {
    const answer = await this.until({ person, key: '', tries: 0 }, { method: 'GET', path });
    return answer && answer.status < 300 ? answer.body : null;
  }

  private async until(deed: Pick<Deed, 'person' | 'key' | 'tries'>, request: Request): Promise<Answer | null> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      deed.tries += 1;
      const begun = performance.now();
      const answer = await this.once(deed, request);
      this.hub.history.answered(performance.now() - begun);
      if (!notNow.has(answer.status) && !request.notYet?.includes(answer.status)) return answer;
      this.hub.history.count(answer.status);
      await pause(again);
    }
    return null;
  }

  private async once({ person, key }: Pick<Deed, 'person' | 'key'>, { method, path, body, ifMatch }: Request): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.hub.tokenFor(bearer(person))}`, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}), ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}) };
    try {
      const response = await fetch(`${this.hub.origin}/api${path}`, { method, headers, ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }), signal: AbortSignal.timeout(12_000) });
      return { status: response.status, body: (await response.json()) as Body };
    } catch (error) {
      if (isCutOff(error as Error)) return nobody;
      throw error;
    }
  }
}
