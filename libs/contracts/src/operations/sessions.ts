import * as z from 'zod';
import { ofGateway } from '../operation.js';
import { NotFound } from '../problem.js';
import { Id, Instant } from '../text.js';

/** All that is kept of what a browser says of itself: one of these words for each, or nothing. */
export const BrowserName = z.enum(['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet']);
export const SystemName = z.enum(['Android', 'ChromeOS', 'iPad', 'iPhone', 'Linux', 'macOS', 'Windows']);

/** A browser in which I am logged in. */
export const OwnSession = z.object({
  id: Id,
  /** True for the one that asks. */
  isCurrent: z.boolean(),
  /** When it was logged in, or last raised to a level. */
  since: Instant,
  /** To the minute. */
  lastUsed: Instant,
  /** When it is over at the latest. */
  endsAt: Instant,
  browser: BrowserName.nullable(), system: SystemName.nullable(),
  /** Who vouches for it, by our name of that identity provider, and how surely. */
  identityProvider: z.string(), assuranceLevel: z.number().int(),
});

export const OwnSessions = ofGateway({
  name: 'OwnSessions', method: 'GET', path: '/sessions', summary: 'Where I am logged in; the one that asks comes first, then the one that was used last',
  input: z.strictObject({}), output: z.object({ items: z.array(OwnSession) }),
});
const Ended = z.object({ ended: z.number().int() });
export const EndSession = ofGateway({
  name: 'EndSession', method: 'POST', path: '/sessions/{sessionId}/end', summary: 'Ends one of my sessions: that browser is logged out at once',
  input: z.strictObject({ sessionId: Id }), output: Ended, problems: [NotFound],
});
export const EndOtherSessions = ofGateway({
  name: 'EndOtherSessions', method: 'POST', path: '/sessions/end-others', summary: 'Ends all my sessions but the one that asks',
  input: z.strictObject({}), output: Ended,
});
