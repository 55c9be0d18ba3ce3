import { randomUUID } from 'node:crypto';
import { aliasOf, type Asking, type Body, type Request } from './asking.js';
import type { Chance } from './chance.js';
import { callerName, memberNames, staffName } from './county.js';
import { titleOf, type Deed } from './history.js';
import { HavingActions, type Given } from './having-actions.js';

export interface Item { readonly id: string; readonly proposer: string; readonly readers: readonly string[]; version: string; notes: number; state: string; readonly given: Given[] }
interface Table { readonly meetingId: string; readonly items: Item[]; left: number }

const most = 4;

/** Enters a held meeting of the group, and keeps its agenda until the notes are ready. */
export class KeepingAgendas {
  private readonly name: string;
  private readonly members: readonly string[];
  private readonly actions: HavingActions;
  private table: Table | undefined;

  constructor(private readonly number: number, private readonly asking: Asking, private readonly chance: Chance) {
    this.name = callerName(number);
    this.members = [this.name, ...memberNames(number)];
    this.actions = new HavingActions(this.name, asking, chance);
  }

  doSomething(): Promise<void> {
    const { table } = this;
    if (!table) return this.enter();
    table.left -= 1;
    if (table.left < 0) return this.lock(table);
    const promised = table.items.find(({ given }) => given.some(({ state }) => state !== 'settled'));
    if (promised && this.chance.next() < 0.35) return this.actions.settle(promised);
    const open = table.items.filter(({ state }) => state === 'proposed' || state === 'taken-up');
    const item = open[this.chance.between(0, Math.max(0, open.length - 1))];
    if (!item || (table.items.length < most && this.chance.next() < 0.3)) return this.chance.next() < 0.06 ? this.intrude(table) : this.propose(table);
    return item.state === 'proposed' ? this.answer(table, item) : this.keep(table, item);
  }

  private async enter(): Promise<void> {
    const key = randomUUID();
    const day = new Date(Date.now() - this.chance.between(2, 300) * 86_400_000).toISOString().slice(0, 10);
    const held = await this.asking.do({ key, on: 'meeting', what: 'recorded', person: this.name, leaves: { title: titleOf(key), status: 'held', starts: `${day}T09:00` } },
      { method: 'POST', path: '/meetings/held', body: { starts: `${day}T09:00`, ends: `${day}T09:45`, title: titleOf(key), groupId: this.asking.hub.groups.get(`GRUPP-${this.number}`)! } });
    if (held) this.table = { meetingId: held.id, items: [], left: this.chance.between(10, 24) };
  }

  /** For all, or for two authorities: the proposer's, and that of the one who leads. The agenda opens when it has heard of the meeting. */
  private async propose({ meetingId, items }: Table): Promise<void> {
    const proposer = this.one(this.members);
    const readers = this.chance.next() < 0.3 ? [...new Set([proposer, this.name].map(aliasOf))] : [];
    const authorities = readers.map((alias) => this.asking.hub.authorities.get(alias)!).sort();
    const key = randomUUID();
    const proposed = await this.asking.do({ key, on: 'item', what: 'proposed', person: proposer, leaves: { title: titleOf(key), state: 'proposed', readers: authorities.join() || meetingId } },
      { method: 'POST', path: `/agendas/${meetingId}/items`, body: { title: titleOf(key), type: 'discussion', ...(readers.length ? { reach: 'hidden', authorities } : {}) }, notYet: [404] });
    if (proposed) items.push({ id: proposed.id, proposer, readers: this.members.filter((name) => !readers.length || readers.includes(aliasOf(name))), version: proposed.version, notes: 0, state: 'proposed', given: [] });
  }

  /** Somebody who takes no part proposes something, which must come to nothing. */
  private async intrude({ meetingId }: Table): Promise<void> {
    const key = randomUUID();
    await this.asking.do({ key, on: 'item', what: 'proposed', person: staffName(aliasOf(this.name), 3), forgivable: true, leaves: { title: titleOf(key) } }, { method: 'POST', path: `/agendas/${meetingId}/items`, body: { title: titleOf(key), type: 'discussion' } });
  }

  private answer({ meetingId }: Table, item: Item): Promise<void> {
    const dice = this.chance.next();
    if (dice < 0.8) return this.step(meetingId, item, { act: 'take-up', what: 'taken-up' });
    return dice < 0.9 ? this.step(meetingId, item, { act: 'decline', what: 'declined', body: { reason: 'Prov' } }) : this.step(meetingId, item, { act: 'withdraw', what: 'withdrawn', person: item.proposer });
  }

  private keep({ meetingId }: Table, item: Item): Promise<void> {
    const dice = this.chance.next();
    if (dice < 0.3) return this.note(meetingId, item);
    if (dice < 0.42) return this.decide(meetingId, item);
    if (dice < 0.7) return this.actions.give(meetingId, item);
    if (dice < 0.84) return this.move(meetingId, item);
    return this.step(meetingId, item, dice < 0.92 ? { act: 'treat', what: 'treated' } : { act: 'postpone', what: 'postponed' });
  }

  private async step(meetingId: string, item: Item, { act, what, person = this.name, body }: { act: string; what: string; person?: string; body?: object }): Promise<void> {
    const done = await this.change(item, { what, person, leaves: { state: what } }, { method: 'POST', path: `/agendas/${meetingId}/items/${item.id}/${act}`, ...(body ? { body } : {}), ifMatch: item.version });
    Object.assign(item, { state: done ? what : 'unknown', version: done?.version ?? '' });
  }

  private async note(meetingId: string, item: Item): Promise<void> {
    const key = randomUUID();
    const noted = await this.change(item, { key, what: 'noted', leaves: { notes: titleOf(key) } }, { method: 'PUT', path: `/agendas/${meetingId}/items/${item.id}/notes`, body: { text: titleOf(key) }, ifMatch: `n${item.notes}` });
    if (noted) item.notes += 1;
    else item.state = 'unknown';
  }

  private async decide(meetingId: string, item: Item): Promise<void> {
    const key = randomUUID();
    await this.change(item, { key, what: 'outcome', leaves: { [`outcome ${key}`]: titleOf(key) } }, { method: 'POST', path: `/agendas/${meetingId}/items/${item.id}/outcomes`, body: { kind: 'decision', text: titleOf(key), by: 'Prov' } });
  }

  /** What is carried here meanwhile changes the order: then the move is refused, and not tried again. */
  private async move(meetingId: string, item: Item): Promise<void> {
    const order = await this.asking.read(this.name, `/agendas/${meetingId}/order`);
    const place = order?.items.find(({ id }) => id === item.id)?.number;
    if (!order || !place || order.items.length < 2) return;
    await this.change(item, { what: 'moved', forgivable: true, leaves: {} }, { method: 'POST', path: `/agendas/${meetingId}/order`, body: { itemId: item.id, to: place === 1 ? 2 : 1 }, ifMatch: order.version });
  }

  private async lock(table: Table): Promise<void> {
    const agenda = await this.asking.read(this.name, `/agendas/${table.meetingId}`);
    if (!agenda) return;
    const locked = await this.asking.do({ key: randomUUID(), on: 'agenda', what: 'notes-locked', person: this.name, objectId: table.meetingId, forgivable: true, leaves: { status: 'locked' } }, { method: 'POST', path: `/agendas/${table.meetingId}/lock`, ifMatch: agenda.version });
    if (locked) this.table = undefined;
  }

  private change(item: Item, deed: Pick<Deed, 'what' | 'leaves'> & Partial<Deed>, request: Request): Promise<Body | null> {
    return this.asking.do({ key: randomUUID(), on: 'item', person: this.name, objectId: item.id, ...deed }, request);
  }

  private one<T>(of: readonly T[]): T {
    return of[this.chance.between(0, of.length - 1)]!;
  }
}
