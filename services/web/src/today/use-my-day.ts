import { MyActions, UpcomingMeetings, WaitingReferrals } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useAsk } from '../api/use-ask.js';
import { myDay, type MyDay } from './my-day.js';

/** My day as far as it could be read. */
export interface ReadDay {
  readonly day: MyDay;
  /** Something has been neither read nor refused yet. */
  readonly isPending: boolean;
  /** All that was asked for is there. */
  readonly isWhole: boolean;
  /** Why something could not be read, each reason once. */
  readonly refusals: readonly Refusal[];
  readonly again: () => void;
}

/** Reads the meetings, promises and requests of my day. What one service cannot tell leaves the others' in their place. */
export function useMyDay(answeredHere: ReadonlySet<string>): ReadDay {
  const meetings = useAsk(UpcomingMeetings, { limit: 100 });
  const actions = useAsk(MyActions, { state: 'open', limit: 50 });
  const referrals = useAsk(WaitingReferrals, { limit: 50 });
  const asked = [meetings, actions, referrals];
  const read = { meetings: meetings.data?.items ?? [], actions: actions.data?.items ?? [], referrals: referrals.data?.items ?? [] };
  const refused = asked.flatMap(({ error }) => error ?? []);
  return {
    day: myDay(read, new Date(), answeredHere),
    isPending: asked.some(({ data, error }) => data === undefined && error === null),
    isWhole: asked.every(({ data }) => data !== undefined),
    refusals: refused.filter(({ slug }, i) => refused.findIndex((other) => other.slug === slug) === i),
    again: () => asked.forEach(({ error, refetch }) => void (error && refetch())),
  };
}
