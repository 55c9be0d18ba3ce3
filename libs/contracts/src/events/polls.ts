import * as z from 'zod';
import { event } from '../event.js';
import { GroupLevel } from '../operations/directory.js';
import { PollStatus } from '../operations/polls.js';
import { Id, Instant } from '../text.js';
import { AudienceRow } from './audience.js';

/** A poll without its texts, its times and its answers: what others may know of it, and who may see it. */
export const PollFacts = z.object({
  id: Id, groupId: Id.nullable(), groupLevel: GroupLevel, organiserId: Id, status: PollStatus, closesAt: Instant, hidden: z.boolean(), meetingId: Id.nullable(), audiences: z.array(AudienceRow),
  voters: z.array(z.object({ personId: Id.nullable(), functionId: Id.nullable() })),
});
export type PollFacts = z.infer<typeof PollFacts>;

/** What happened to a poll. `tell`: those whom it is addressed to, people and functions; whose answer has changed is told of nobody. `opened` is also told when a new member of the group is asked, to that one, and when one is asked no more, to nobody. */
export const PollChanged = event('meetings', 'poll', 'changed', 1, z.object({
  poll: PollFacts, what: z.enum(['opened', 'answered', 'time-proposed', 'reminded', 'closed', 'scheduled', 'cancelled']), tell: z.array(z.object({ personId: Id.nullable(), functionId: Id.nullable() })),
}));
