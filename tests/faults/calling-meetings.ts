import { randomUUID } from 'node:crypto';
import { aliasOf, type Asking } from './asking.js';
import type { Chance } from './chance.js';
import { callerName, staffName } from './county.js';
import { titleOf } from './history.js';

interface Own { readonly id: string; version: string; startsAt: string; readonly invited: readonly string[]; called: boolean }

/** Calls meetings, moves and cancels them, and has those who are called reply. */
export class CallingMeetings {
  private readonly own: Own[] = [];
  private readonly name: string;
  private nth = 0;

  constructor(private readonly number: number, private readonly asking: Asking, private readonly chance: Chance) {
    this.name = callerName(number);
  }

  doSomething(): Promise<void> {
    const dice = this.chance.next();
    const called = this.own.filter((one) => one.called);
    const mine = called[this.chance.between(0, Math.max(0, called.length - 1))];
    if (!mine || dice < 0.4) return this.schedule();
    if (dice < 0.75) return this.reply(mine);
    return dice < 0.9 ? this.reschedule(mine) : this.cancel(mine);
  }

  private time(): { starts: string; ends: string } {
    const day = this.chance.dayAhead();
    const hour = String(this.chance.between(8, 16)).padStart(2, '0');
    return { starts: `${day}T${hour}:00`, ends: `${day}T${hour}:45` };
  }

  /** Colleagues in turn, so that nobody is called to very many; now and then the group. */
  private async schedule(): Promise<void> {
    const byGroup = this.nth % 12 === 11;
    const invited = [staffName(aliasOf(this.name), this.number * 40 + this.nth)];
    this.nth += 1;
    const time = this.time();
    const key = randomUUID();
    const { hub } = this.asking;
    const whom = byGroup ? { groupId: hub.groups.get(`GRUPP-${this.number}`)! } : { people: invited.map((name) => hub.people.get(name)!) };
    const called = await this.asking.do({ key, on: 'meeting', what: 'scheduled', person: this.name, leaves: { title: titleOf(key), status: 'called', starts: time.starts } }, { method: 'POST', path: '/meetings', body: { ...time, title: titleOf(key), ...whom } });
    if (called) this.own.push({ id: called.id, version: called.version, startsAt: called.startsAt, invited: byGroup ? [] : invited, called: true });
  }

  private async reschedule(mine: Own): Promise<void> {
    const time = this.time();
    const moved = await this.asking.do(this.deed('rescheduled', mine, { starts: time.starts }), { method: 'POST', path: `/meetings/${mine.id}/reschedule`, body: time, ifMatch: mine.version });
    if (moved) Object.assign(mine, { version: moved.version, startsAt: moved.startsAt });
    else mine.called = false;
  }

  private async cancel(mine: Own): Promise<void> {
    mine.called = false;
    await this.asking.do(this.deed('cancelled', mine, { status: 'cancelled' }), { method: 'POST', path: `/meetings/${mine.id}/cancel`, body: { reason: 'Prov' }, ifMatch: mine.version });
  }

  private async reply(mine: Own): Promise<void> {
    const [who] = mine.invited;
    if (!who) return;
    await this.asking.do({ ...this.deed('replied', mine, {}), person: who }, { method: 'PUT', path: `/meetings/${mine.id}/reply`, body: { startsAt: mine.startsAt, answer: this.chance.next() < 0.5 ? 'yes' : 'no' } });
  }

  private deed(what: string, { id }: Own, leaves: Record<string, string>) {
    return { key: randomUUID(), on: 'meeting' as const, what, person: this.name, objectId: id, leaves };
  }
}
