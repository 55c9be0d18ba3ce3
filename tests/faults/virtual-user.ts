import type { Asking } from './asking.js';
import { pause } from './asking.js';
import { CallingMeetings } from './calling-meetings.js';
import { CallingSeries } from './calling-series.js';
import type { Chance } from './chance.js';
import { HoldingPolls } from './holding-polls.js';
import { KeepingAgendas } from './keeping-agendas.js';
import { MovingRequests } from './moving-requests.js';

/** Somebody who calls meetings and series, asks which time suits, keeps what is said at them and asks others for things, and those who answer: one change after another. */
export class VirtualUser {
  private readonly meetings: CallingMeetings;
  private readonly series: CallingSeries;
  private readonly polls: HoldingPolls;
  private readonly agendas: KeepingAgendas;
  private readonly requests: MovingRequests;

  constructor(private readonly number: number, asking: Asking, private readonly chance: Chance) {
    this.meetings = new CallingMeetings(number, asking, chance);
    this.series = new CallingSeries(number, asking, chance);
    this.polls = new HoldingPolls(number, asking, chance);
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

  /** One in four holds polls and one in four has series, so that some of these come to their end in a short time. */
  private callSomething(): Promise<void> {
    const dice = this.chance.next();
    if (this.number % 4 === 0 && dice < 0.7) return this.polls.doSomething();
    return this.number % 4 === 1 && dice < 0.5 ? this.series.doSomething() : this.meetings.doSomething();
  }

  private doSomething(): Promise<void> {
    const dice = this.chance.next();
    if (dice < 0.4) return this.callSomething();
    return dice < 0.77 ? this.agendas.doSomething() : this.requests.doSomething();
  }
}
