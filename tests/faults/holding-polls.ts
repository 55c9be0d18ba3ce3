import { randomUUID } from 'node:crypto';
import { aliasOf, type Asking, type Body, type Request } from './asking.js';
import type { Chance } from './chance.js';
import { callerName, staffName } from './county.js';
import { titleOf, type Deed } from './history.js';

interface Poll { readonly id: string; readonly title: string; readonly voter: string; open: boolean; times: number; reminded: boolean }

/** Hours of a working day in which one more time fits, each once. */
const most = 9;

/** Asks two people which time suits, of whom one answers and proposes; reminds, closes, and calls the meeting or lets it be. */
export class HoldingPolls {
  private own: Poll[] = [];
  private readonly name: string;
  private nth = 0;

  constructor(private readonly number: number, private readonly asking: Asking, private readonly chance: Chance) {
    this.name = callerName(number);
  }

  doSomething(): Promise<void> {
    const dice = this.chance.next();
    const poll = this.own[this.chance.between(0, Math.max(0, this.own.length - 1))];
    if (!poll || dice < 0.25) return this.ask();
    if (!poll.open) return dice < 0.75 ? this.call(poll) : this.cancel(poll);
    if (dice < 0.55) return this.vote(poll);
    if (dice < 0.65) return this.propose(poll);
    if (dice < 0.72) return this.remind(poll);
    return dice < 0.92 ? this.close(poll) : this.cancel(poll);
  }

  private time(hour: number): { starts: string; ends: string } {
    const day = this.chance.dayAhead();
    return { starts: `${day}T${String(hour).padStart(2, '0')}:00`, ends: `${day}T${String(hour).padStart(2, '0')}:45` };
  }

  /** Two colleagues, of whom one never answers. */
  private async ask(): Promise<void> {
    const { hub } = this.asking;
    const [voter, silent] = [20, 120].map((n) => staffName(aliasOf(this.name), this.number * 40 + n + this.nth)) as [string, string];
    this.nth += 1;
    const key = randomUUID();
    const readers = [this.name, voter, silent].map((name) => hub.people.get(name)!);
    const closes = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T12:00`;
    const asked = await this.asking.do({ key, on: 'poll', what: 'opened', person: this.name, leaves: { title: titleOf(key), status: 'open', readers: [...readers].sort().join() } },
      { method: 'POST', path: '/polls', body: { title: titleOf(key), options: [this.time(8), this.time(9)], zone: 'Europe/Stockholm', closes, mayPropose: true, people: readers.slice(1) } });
    if (asked) this.own.push({ id: asked.id, title: titleOf(key), voter, open: true, times: 2, reminded: false });
  }

  private vote(poll: Poll): Promise<void> {
    const [option, vote] = [this.chance.between(1, poll.times), this.chance.next() < 0.5 ? 'yes' : 'no'];
    const leaves = { [`vote ${this.asking.hub.people.get(poll.voter)!} ${option}`]: vote };
    return this.do(poll, { what: 'answered', person: poll.voter, leaves }, { method: 'PUT', path: 'votes', body: { votes: [{ option, vote }] } });
  }

  private propose(poll: Poll): Promise<void> {
    if (poll.times === most) return this.vote(poll);
    poll.times += 1;
    return this.do(poll, { what: 'time-proposed', person: poll.voter, leaves: {} }, { method: 'POST', path: 'options', body: { ...this.time(7 + poll.times), zone: 'Europe/Stockholm' } });
  }

  private remind(poll: Poll): Promise<void> {
    if (poll.reminded) return this.vote(poll);
    poll.reminded = true;
    return this.do(poll, { what: 'reminded', leaves: {} }, { method: 'POST', path: 'remind' });
  }

  private close(poll: Poll): Promise<void> {
    poll.open = false;
    return this.do(poll, { what: 'closed', leaves: { status: 'closed' } }, { method: 'POST', path: 'close' });
  }

  private cancel(poll: Poll): Promise<void> {
    this.forget(poll);
    return this.do(poll, { what: 'cancelled', leaves: { status: 'cancelled' } }, { method: 'POST', path: 'cancel' });
  }

  private call(poll: Poll): Promise<void> {
    this.forget(poll);
    return this.do(poll, { what: 'scheduled', leaves: { status: 'scheduled', meeting: poll.title } }, { method: 'POST', path: 'schedule', body: { option: 1 } });
  }

  private forget(poll: Poll): void {
    this.own = this.own.filter((one) => one !== poll);
  }

  /** What nobody has answered, or was refused, is not gone on with. */
  private async do(poll: Poll, deed: Pick<Deed, 'what' | 'leaves'> & { person?: string }, { path, ...request }: Request): Promise<void> {
    const done: Body | null = await this.asking.do({ key: randomUUID(), on: 'poll', person: this.name, objectId: poll.id, ...deed }, { ...request, path: `/polls/${poll.id}/${path}` });
    if (!done) this.forget(poll);
  }
}
