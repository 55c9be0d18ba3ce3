import { MeetingInThePast, PollClosesInThePast, PollClosesTooLate, PollIsClosed, Problem, SameTimeTwice, UnknownTime, WrongState, type Input, type OpenPoll } from '@knutpunkt/contracts';
import { requireFuture } from '../meeting/meeting.js';
import { instantOf, periodOf, type Period } from '../meeting/wall-time.js';

export type PollStatus = 'open' | 'closed' | 'scheduled' | 'cancelled';

/** What may follow what. An open poll closes by itself at its time: that is derived at once, and written soon after. */
export const transitions = {
  open: ['closed', 'cancelled'],
  closed: ['scheduled', 'cancelled'],
  scheduled: [],
  cancelled: [],
} satisfies Record<PollStatus, readonly PollStatus[]>;

interface Standing { readonly status: PollStatus; readonly closes_at: Date }

/** The status as it is at `now`: an open poll whose time has come is closed. */
export const statusAt = ({ status, closes_at }: Standing, now: Date): PollStatus => (status === 'open' && closes_at <= now ? 'closed' : status);

/** Throws WrongState (from, to, allowed) where the table does not have the step. */
export function requireStep(poll: Standing, to: PollStatus, now: Date): void {
  const from = statusAt(poll, now);
  const allowed: readonly PollStatus[] = transitions[from];
  if (!allowed.includes(to)) throw new Problem(WrongState, { from, to, allowed });
}

/** Throws PollIsClosed where nobody answers, proposes or is reminded any more. */
export function requireOpen(poll: Standing, now: Date): void {
  if (statusAt(poll, now) !== 'open') throw new Problem(PollIsClosed);
}

/** Whether somebody has said something of each time. */
export const hasAnswered = ({ voter }: { readonly voter: number }, { options, votes }: { readonly options: readonly unknown[]; readonly votes: readonly { readonly voter: number }[] }): boolean =>
  votes.filter((vote) => vote.voter === voter).length >= options.length;

/** Throws PollClosesTooLate for a time that comes before the poll has closed. */
export function requireAfterClose({ closes_at }: Standing, { startsAt }: Period): void {
  if (startsAt < closes_at) throw Problem.at(PollClosesTooLate, '/starts', 'The time must come after the poll has closed.');
}

/** Throws SameTimeTwice where one of the times is another again; `pointer` tells where it was typed. */
export function requireDifferent(periods: readonly Period[], pointer: (at: number) => string): void {
  const keys = periods.map(({ startsAt, endsAt }) => `${startsAt.getTime()} ${endsAt.getTime()}`);
  const again = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (again >= 0) throw Problem.at(SameTimeTwice, pointer(again), 'This time is proposed already.');
}

/** The proposed times (wall clock in the poll's zone) and the instant at which the poll closes. Throws, with the place of each fault, what cannot be accepted. */
export function timesOf({ options, closes, zone }: Pick<Input<typeof OpenPoll>, 'options' | 'closes' | 'zone'>, now: Date): { periods: Period[]; closesAt: Date } {
  const periods = options.map((option, at) => below(`/options/${at}`, () => comingPeriod({ ...option, zone }, now)));
  requireDifferent(periods, (at) => `/options/${at}/starts`);
  const closesAt = instantOf(closes, zone, '/closes');
  if (closesAt <= now) throw Problem.at(PollClosesInThePast, '/closes', 'The last time to answer must be in the future.');
  if (periods.some(({ startsAt }) => startsAt < closesAt)) throw Problem.at(PollClosesTooLate, '/closes', 'The poll must close before the first of its times.');
  return { periods, closesAt };
}

/** A period to come. Throws what a meeting's time is refused for. */
export function comingPeriod(typed: Parameters<typeof periodOf>[0], now: Date): Period {
  const period = periodOf(typed);
  requireFuture(period, now);
  return period;
}

/** Puts what is refused below a pointer (RFC 6901). */
function below<T>(pointer: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { errors = [], ...body } = error.body;
    throw Problem.from({ ...body, errors: errors.map((one) => ({ ...one, pointer: pointer + one.pointer })) });
  }
}

/** Throws MeetingInThePast where the chosen time has passed meanwhile. */
export function requireComing(startsAt: Date, now: Date): void {
  if (startsAt <= now) throw Problem.at(MeetingInThePast, '/option', 'This time has passed.');
}

/** Throws UnknownTime for a number that no time of the poll has. */
export function requireKnown(options: readonly { option: number }[], asked: readonly number[], pointer: (at: number) => string): void {
  const unknown = asked.findIndex((one) => !options.some(({ option }) => option === one));
  if (unknown >= 0) throw Problem.at(UnknownTime, pointer(unknown), 'The poll has no such time.');
}
