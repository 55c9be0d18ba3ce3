import { GuestInvitation, PollByLink } from '@knutpunkt/contracts';
import type { Who } from './people.js';
import type { Row } from './rows.js';

/** The secrets that somebody without an account holds, or has held: of a meeting, and of a poll. */
export type Links = Partial<Record<Who, { readonly meeting: string; readonly poll: string }>>;

const ops = { 'meeting.reply': { op: GuestInvitation, of: 'meeting' }, 'poll.vote': { op: PollByLink, of: 'poll' } } as const;
const asksByLink = (action: string): action is keyof typeof ops => Object.hasOwn(ops, action);

/** What a question asks by a link, and by which; undefined where no link can ask it. */
export function linkOf({ who, action }: Pick<Row, 'who' | 'action'>, links: Links): { op: typeof GuestInvitation | typeof PollByLink; secret: string } | undefined {
  const held = links[who];
  return held && asksByLink(action) ? { op: ops[action].op, secret: held[ops[action].of] } : undefined;
}

/** Where the link that a question asks by is kept. */
export const tableOf = ({ action }: Pick<Row, 'action'>): string => (action === 'poll.vote' ? 'poll_guests' : 'meeting_guests');
