import { randomUUID } from 'node:crypto';
import type { Asking, Request } from './asking.js';
import type { Chance } from './chance.js';
import { titleOf } from './history.js';
import type { Item } from './keeping-agendas.js';

export interface Given { readonly id: string; version: string; state: 'open' | 'offered' | 'settled'; owner: string; offered: string }

const due = '2090-01-02';
/** Late at once: its reminders come, each once, and nobody does anything more with it. */
const overdue = '2020-01-02';

/** Gives actions to those who read an item, and has them done, left or handed over. */
export class HavingActions {
  constructor(private readonly name: string, private readonly asking: Asking, private readonly chance: Chance) {}

  async give(meetingId: string, { id, readers, given }: Pick<Item, 'id' | 'readers' | 'given'>): Promise<void> {
    const owner = readers[this.chance.between(0, readers.length - 1)]!;
    const [key, day] = [randomUUID(), this.chance.next() < 0.25 ? overdue : due];
    const personId = this.asking.hub.people.get(owner)!;
    const action = await this.asking.do({ key, on: 'action', what: 'given', person: this.name, leaves: { text: titleOf(key), state: 'open', owner: personId, due: day } }, { method: 'POST', path: `/agendas/${meetingId}/items/${id}/actions`, body: { text: titleOf(key), due: day, personId } });
    if (action && day === due) given.push({ id: action.id, version: action.version, state: 'open', owner, offered: '' });
  }

  /** One step with one of an item's actions; nothing where it has none that is open. */
  async settle({ given, readers }: Pick<Item, 'given' | 'readers'>): Promise<void> {
    const action = given.find(({ state }) => state !== 'settled');
    if (!action) return;
    if (action.state === 'offered') return this.answer(action);
    const others = readers.filter((name) => name !== action.owner);
    const dice = this.chance.next();
    if (dice < 0.5 && others.length > 0) return this.handOver(action, others[this.chance.between(0, others.length - 1)]!);
    await this.step(action, dice < 0.8 ? { act: 'done', what: 'done' } : { act: 'not-done', what: 'not-done', body: { reason: 'Prov' } }, { as: action.owner, leaves: { state: dice < 0.8 ? 'done' : 'not-done' } });
    action.state = 'settled';
  }

  private async handOver(action: Given, to: string): Promise<void> {
    if (await this.step(action, { act: 'hand-over', what: 'handed-over', body: { personId: this.asking.hub.people.get(to)! } }, { as: action.owner, leaves: { state: 'offered' } })) Object.assign(action, { state: 'offered', offered: to });
  }

  private async answer(action: Given): Promise<void> {
    const accepts = this.chance.next() < 0.5;
    const how = accepts ? { act: 'accept', what: 'accepted' } : { act: 'decline', what: 'offer-declined', body: { reason: 'Prov' } };
    if (await this.step(action, how, { as: action.offered, leaves: { state: 'open', ...(accepts ? { owner: this.asking.hub.people.get(action.offered)! } : {}) } })) Object.assign(action, { state: 'open', ...(accepts ? { owner: action.offered } : {}) });
  }

  private async step(action: Given, { act, what, body }: { act: string; what: string; body?: Request['body'] }, { as, leaves }: { as: string; leaves: Record<string, string> }): Promise<boolean> {
    const done = await this.asking.do({ key: randomUUID(), on: 'action', what, person: as, objectId: action.id, leaves }, { method: 'POST', path: `/actions/${action.id}/${act}`, ...(body ? { body } : {}), ifMatch: action.version });
    Object.assign(action, done ? { version: done.version } : { state: 'settled' });
    return done !== null;
  }
}
