import type { Asking } from './asking.js';
import { pause } from './asking.js';
import { CallingMeetings } from './calling-meetings.js';
import type { Chance } from './chance.js';
import { KeepingAgendas } from './keeping-agendas.js';
import { MovingRequests } from './moving-requests.js';

/** Somebody who calls meetings, keeps what is said at them and asks others for things, and those who answer: one change after another. */
export class VirtualUser {
  private readonly meetings: CallingMeetings;
  private readonly agendas: KeepingAgendas;
  private readonly requests: MovingRequests;

  constructor(number: number, asking: Asking, private readonly chance: Chance) {
    this.meetings = new CallingMeetings(number, asking, chance);
    this.agendas = new KeepingAgendas(number, asking, chance);
    this.requests = new MovingRequests(number, asking, chance);
  }

  /** Does one thing after another, one each `every` milliseconds, until told to stop. */
  async work(every: number, stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const begun = Date.now();
      await this.doSomething();
      await pause(Math.max(0, every - (Date.now() - begun)));
    }
  }

  private doSomething(): Promise<void> {
    const dice = this.chance.next();
    if (dice < 0.35) return this.meetings.doSomething();
    return dice < 0.75 ? this.agendas.doSomething() : this.requests.doSomething();
  }
}
