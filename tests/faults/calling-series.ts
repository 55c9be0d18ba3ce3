import { randomUUID } from 'node:crypto';
import { aliasOf, type Asking } from './asking.js';
import type { Chance } from './chance.js';
import { callerName, staffName } from './county.js';
import { titleOf } from './history.js';

interface Series { readonly id: string; version: string; hour: number }

const meetings = 2;
const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Calls a colleague to a series of meetings, moves all of them, and cancels all of them. */
export class CallingSeries {
  private own: Series[] = [];
  private readonly name: string;
  private nth = 0;

  constructor(private readonly number: number, private readonly asking: Asking, private readonly chance: Chance) {
    this.name = callerName(number);
  }

  doSomething(): Promise<void> {
    const dice = this.chance.next();
    const series = this.own[this.chance.between(0, Math.max(0, this.own.length - 1))];
    if (!series || dice < 0.4) return this.call();
    return dice < 0.7 ? this.move(series) : this.cancel(series);
  }

  private async call(): Promise<void> {
    const key = randomUUID();
    const hour = this.chance.between(8, 15);
    const whom = this.asking.hub.people.get(staffName(aliasOf(this.name), this.number * 40 + 30 + this.nth))!;
    this.nth += 1;
    const rule = { firstDay: this.chance.dayAhead(), time: clockOf(hour), minutes: 45, zone: 'Europe/Stockholm', rule: `FREQ=WEEKLY;COUNT=${meetings}`, skipHolidays: false };
    const called = await this.asking.do({ key, on: 'series', what: 'scheduled', person: this.name, leaves: { title: titleOf(key), meetings: String(meetings), status: 'called', clock: clockOf(hour) } },
      { method: 'POST', path: '/series', body: { ...rule, title: titleOf(key), people: [whom] } });
    if (called) this.own.push({ id: called.id, version: called.version, hour });
  }

  private async move(series: Series): Promise<void> {
    const hour = series.hour === 15 ? 8 : series.hour + 1;
    const moved = await this.change(series, { what: 'rescheduled', leaves: { clock: clockOf(hour) } }, { path: 'change', body: { time: clockOf(hour) } });
    if (moved) Object.assign(series, { version: moved.version, hour });
    else this.forget(series);
  }

  private async cancel(series: Series): Promise<void> {
    this.forget(series);
    await this.change(series, { what: 'cancelled', leaves: { status: 'cancelled' } }, { path: 'cancel', body: { reason: 'Prov' } });
  }

  private change({ id, version }: Series, deed: { what: string; leaves: Record<string, string> }, { path, body }: { path: string; body: object }) {
    return this.asking.do({ key: randomUUID(), on: 'series', person: this.name, objectId: id, ...deed }, { method: 'POST', path: `/series/${id}/${path}`, body: { scope: 'all', ...body }, ifMatch: version });
  }

  private forget(series: Series): void {
    this.own = this.own.filter((one) => one !== series);
  }
}
