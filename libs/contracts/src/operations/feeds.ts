import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound } from '../problem.js';
import { Instant } from '../text.js';

/** A person's calendar for subscription, as its owner reads of it; its address is told once, when it is made. */
export const FeedView = z.object({ madeAt: Instant, /** To the minute; null before anybody fetched it. */ lastFetchedAt: Instant.nullable() });

/** What stands in a feed's address: 32 bytes, base64url. */
export const FeedSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const OwnFeed = operation({
  name: 'OwnFeed', service: 'meetings', method: 'GET', path: '/feed', action: 'feed.keep', summary: 'Whether I have a calendar to subscribe to, and when it was fetched last; never its address',
  input: z.strictObject({}), output: z.object({ feed: FeedView.nullable() }),
});
export const MakeFeed = operation({
  name: 'MakeFeed', service: 'meetings', method: 'POST', path: '/feed', action: 'feed.keep', status: 201, fresh: true, summary: 'Makes the secret address of my calendar, `/api/feeds/{secret}.ics`; an earlier one leads nowhere from then on. It is told here and never again',
  input: z.strictObject({}), output: z.object({ secret: FeedSecret, feed: FeedView }),
});
export const EndFeed = operation({
  name: 'EndFeed', service: 'meetings', method: 'POST', path: '/feed/end', action: 'feed.keep', summary: 'Ends my calendar for subscription: its address leads nowhere from then on',
  input: z.strictObject({}), output: z.object({ ended: z.boolean() }),
});
/** What the gateway asks for whoever holds the secret. `hub` is where the hub's pages are; `seen` is the ETag of what the asker has. */
export const FetchFeed = operation({
  name: 'FetchFeed', service: 'meetings', method: 'GET', path: '/feeds/fetch', action: 'feed.keep', routed: false, askedBy: 'link', summary: 'A person\'s calendar, neutral as mail is: gzip, base64; null where the asker has seen it',
  input: z.strictObject({ hub: z.url({ protocol: /^https?$/ }).max(300), seen: z.string().max(100).optional() }), output: z.object({ tag: z.string(), calendar: z.string().nullable() }), problems: [NotFound, AccessNotFresh],
});
