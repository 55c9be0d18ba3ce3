import { randomUUID } from 'node:crypto';
import type { Bearer } from '@knutpunkt/testing';
import type { Chance } from './chance.js';
import { callerName, staffName } from './county.js';
import { titleOf, type Deed, type History } from './history.js';

const patience = 90_000;
const again = 250;

/** What users share: where the hub is, who vouches for them, who has which id, what they have done. */
export interface Hub {
  readonly origin: string;
  readonly tokenFor: (bearer: Bearer) => Promise<string>;
  readonly people: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly history: History;
}

interface Own { readonly id: string; version: string; startsAt: string; readonly invited: readonly string[]; called: boolean }
interface Answer { readonly status: number; readonly body: { id: string; version: string; startsAt: string; type?: string } }
interface Request { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: object; readonly ifMatch?: string }

const bearer = (username: string): Bearer => ({ homeId: username, organisationAlias: username.split('.')[1]!, organisationId: 'o', assuranceLevel: 3 });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The gateway ended before it had answered, or in the middle of it. By name: the errors of fetch are not of this realm. */
const isCutOff = ({ name, message }: Error): boolean => name === 'TimeoutError' || name === 'SyntaxError' || (name === 'TypeError' && /fetch failed|terminated/.test(message));

const notNow = new Set([0, 429, 500, 502, 503, 504]);

/** Somebody who calls meetings, moves and cancels them, and those who reply: each change with a key, sent again until somebody answers. */
export class VirtualUser {
  private readonly own: Own[] = [];
  private readonly name: string;
  private nth = 0;

  constructor(private readonly number: number, private readonly hub: Hub, private readonly chance: Chance) {
    this.name = callerName(number);
  }

  /** Does one thing after another, one each `every` milliseconds, until told to stop. */
  async work(every: number, stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const begun = Date.now();
      await this.doSomething();
      await pause(Math.max(0, every - (Date.now() - begun)));
    }
  }

  private async doSomething(): Promise<void> {
    const dice = this.chance.next();
    const called = this.own.filter((one) => one.called);
    const mine = called[this.chance.between(0, Math.max(0, called.length - 1))];
    if (!mine || dice < 0.4) return this.schedule();
    if (dice < 0.75) return this.reply(mine);
    return dice < 0.9 ? this.reschedule(mine) : this.cancel(mine);
  }

  private time(): { starts: string; ends: string } {
    const day = new Date(Date.now() + this.chance.between(2, 300) * 86_400_000).toISOString().slice(0, 10);
    const hour = String(this.chance.between(8, 16)).padStart(2, '0');
    return { starts: `${day}T${hour}:00`, ends: `${day}T${hour}:45` };
  }

  /** Colleagues in turn, so that nobody is called to very many; now and then the group. */
  private async schedule(): Promise<void> {
    const alias = this.name.split('.')[1]!;
    const byGroup = this.nth % 12 === 11;
    const invited = [staffName(alias, this.number * 40 + this.nth)];
    this.nth += 1;
    const time = this.time();
    const key = randomUUID();
    const whom = byGroup ? { groupId: this.hub.groups.get(`GRUPP-${this.number}`)! } : { people: invited.map((name) => this.hub.people.get(name)!) };
    const deed = this.begin('scheduled', this.name, { status: 'called', starts: time.starts }, { key });
    const answer = await this.ask(deed, { method: 'POST', path: '/meetings', body: { ...time, title: titleOf(key), ...whom } });
    if (!answer) return;
    deed.meetingId = answer.body.id;
    this.own.push({ id: answer.body.id, version: answer.body.version, startsAt: answer.body.startsAt, invited: byGroup ? [] : invited, called: true });
  }

  private async reschedule(mine: Own): Promise<void> {
    const time = this.time();
    const deed = this.begin('rescheduled', this.name, { starts: time.starts }, { meetingId: mine.id });
    const answer = await this.ask(deed, { method: 'POST', path: `/meetings/${mine.id}/reschedule`, body: time, ifMatch: mine.version });
    if (answer) Object.assign(mine, { version: answer.body.version, startsAt: answer.body.startsAt });
    else mine.called = false;
  }

  private async cancel(mine: Own): Promise<void> {
    mine.called = false;
    const deed = this.begin('cancelled', this.name, { status: 'cancelled' }, { meetingId: mine.id });
    await this.ask(deed, { method: 'POST', path: `/meetings/${mine.id}/cancel`, body: { reason: 'Prov' }, ifMatch: mine.version });
  }

  private async reply(mine: Own): Promise<void> {
    const [who] = mine.invited;
    if (!who) return;
    const deed = this.begin('replied', who, {}, { meetingId: mine.id });
    await this.ask(deed, { method: 'PUT', path: `/meetings/${mine.id}/reply`, body: { startsAt: mine.startsAt, answer: this.chance.next() < 0.5 ? 'yes' : 'no' } });
  }

  private begin(what: Deed['what'], person: string, leaves: Record<string, string>, more: { key?: string; meetingId?: string }): Deed {
    return this.hub.history.begin({ what, person, leaves, key: more.key ?? randomUUID(), ...(more.meetingId ? { meetingId: more.meetingId } : {}) });
  }

  /** The answer, or null where it was refused or nobody answered for very long. */
  private async ask(deed: Deed, request: Request): Promise<Answer | null> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      deed.tries += 1;
      const begun = performance.now();
      const answer = await this.once(deed, request);
      this.hub.history.answered(performance.now() - begun);
      if (!notNow.has(answer.status)) return this.settle(deed, answer);
      this.hub.history.count(answer.status);
      await pause(again);
    }
    return null;
  }

  private settle(deed: Deed, answer: Answer): Answer | null {
    deed.outcome = answer.status < 300 ? 'ok' : 'refused';
    if (deed.outcome === 'ok') return answer;
    deed.why = `${deed.what} after ${deed.tries} tries: ${answer.status} ${answer.body.type}`;
    return null;
  }

  private async once({ person, key }: Deed, { method, path, body, ifMatch }: Request): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.hub.tokenFor(bearer(person))}`, 'content-type': 'application/json', 'idempotency-key': key, ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}) };
    try {
      const response = await fetch(`${this.hub.origin}/api${path}`, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(12_000) });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    } catch (error) {
      if (isCutOff(error as Error)) return { status: 0, body: { id: '', version: '', startsAt: '' } };
      throw error;
    }
  }
}
