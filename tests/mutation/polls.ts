import type { OpenPoll, RawInput } from '@knutpunkt/contracts';
import type { Who } from '../leaks/histories/county.js';
import { pollTimes } from '../leaks/scene.js';
import type { Call } from './calls.js';
import type { Row, Rows, Rules } from './sight.js';

type Rule = (row: Row) => boolean;

/** A poll of two times in a group. */
export const pollOf = (groupId: string, more: Partial<RawInput<typeof OpenPoll>> = {}): RawInput<typeof OpenPoll> => ({ ...pollTimes, groupId, ...more });

/** Polls in the county: anna's hidden one in UNG, with a function that one of its readers holds; fia's in LAN; and one of erik's with the function that cilla and david hold, hidden too. */
export const polls = [{ by: 'anna', in: 'UNG', also: 'ledare', hidden: true }, { by: 'fia', in: 'LAN', also: null, hidden: false }, { by: 'erik', in: null, also: 'soc', hidden: true }] as const satisfies readonly { by: Who; in: string | null; also: string | null; hidden: boolean }[];

/** What somebody may do with the rows of polls: see those that reach one; answer for oneself; see what others answer where it is not hidden. */
export function rulesOfPolls({ me, authority, mine, the }: { me: string; authority: string; mine: (audience: unknown) => boolean; the: (id: unknown) => string }, rows: Rows): Readonly<Record<string, Rules>> {
  const reached = (id: unknown): boolean => rows('meetings.poll_audiences').some((a) => a['poll_id'] === id && mine(a['audience_id']));
  const poll = (id: unknown): Row => rows('meetings.polls').find((p) => p['id'] === id)!;
  const reads: Rule = (row) => reached(row['poll_id']);
  const organises: Rule = (row) => reads(row) && poll(row['poll_id'])['organiser_id'] === me;
  const answers: Rule = (row) => reads(row) && rows('meetings.poll_voters').some((v) => v['poll_id'] === row['poll_id'] && v['voter'] === row['voter'] && v['removed_at'] === null && mine(v['person_id'] ?? v['function_id']));
  const told: Rule = (row) => reads(row) && (poll(row['poll_id'])['hidden'] !== true || poll(row['poll_id'])['status'] !== 'open' || organises(row));
  return {
    'meetings.polls': { s: (row) => reached(row['id']), i: (row) => row['organiser_id'] === me && the(row['owner_authority_id']) === authority, u: (row) => reached(row['id']) }, 'meetings.poll_audiences': { s: (row) => mine(row['audience_id']) },
    'meetings.poll_guests': { s: reads, i: (row) => reads(row) && row['invited_by'] === me && poll(row['poll_id'])['group_level'] === 'GENERAL', u: reads, d: reads }, 'meetings.poll_guest_votes': { s: told },
    'meetings.poll_options': { s: reads, i: reads }, 'meetings.poll_voters': { s: reads, i: organises }, 'meetings.poll_votes': { s: (row) => answers(row) || told(row), i: answers, u: answers },
  };
}

/** Only who asks shares a poll, and only once. */
export const ofPolls = (id: (label: string) => string): Call[] => polls.flatMap(({ by }): Call[] => {
  const its = `(select id from polls where organiser_id = '${id(by)}')`;
  const call = (may: Who | null, before?: string): Call => ({ service: 'meetings', of: 'share_poll', sql: `select share_poll(probing.poll_of('${id(by)}'), '[]')`, may: (who) => who === may, ...(before ? { before } : {}) });
  return [call(null), call(by, `delete from poll_audiences where poll_id in ${its}`)];
});
