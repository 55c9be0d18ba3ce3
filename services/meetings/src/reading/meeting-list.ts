import type { MeetingSummary } from '@knutpunkt/contracts';
import { namesOf } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { statusAt } from '../meeting/meeting.js';
import type { MeetingRow } from './meeting-rows.js';

/** Which meetings: a condition on the meeting `m` and its audience row `a`, the order, and how many. Parameters begin at $2. */
export interface Wanted {
  readonly where: string;
  readonly order: 'asc' | 'desc';
  readonly params: readonly unknown[];
  readonly limit: number;
}

type Mine = { id: string; function_id: string | null; answer: 'yes' | 'maybe' | 'no' | null; comment: string };
type Listed = MeetingRow & { readonly title: string | null; readonly mine: Mine[]; readonly replies: MeetingSummary['replies'] };

/**
 * Driven from the audience rows: one probe of the index per audience, merged, each meeting once. The policies stand behind as the backstop; a list that leans on them
 * alone walks everybody's meetings.
 */
const listing = ({ where, order }: Wanted, limit: string): string => `
  with listed as (
    select distinct on (starts_at, meeting_id) starts_at, meeting_id from unnest($1::uuid[]) as mine(audience_id)
    cross join lateral (
      select a.starts_at, a.meeting_id from meeting_audiences a join meetings m on m.id = a.meeting_id
      where a.audience_id = mine.audience_id and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now()) and ${where}
      order by a.starts_at ${order}, a.meeting_id ${order} limit ${limit}) probe
    order by starts_at ${order}, meeting_id ${order} limit ${limit})
  select m.*, c.title, coalesce(p.mine, '[]') as mine, case when c.title is not null then p.replies end as replies
  from listed l join meetings m on m.id = l.meeting_id left join meeting_contents c on c.meeting_id = m.id
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', p.id, 'function_id', p.function_id, 'answer', p.answer, 'comment', p.comment) order by p.id)
             filter (where p.person_id = me() or p.function_id = any($1)) as mine,
           jsonb_build_object('yes', count(*) filter (where p.answer = 'yes'), 'maybe', count(*) filter (where p.answer = 'maybe'), 'no', count(*) filter (where p.answer = 'no'),
             'missing', count(*) filter (where p.answer is null)) as replies
    from participants p where p.meeting_id = m.id and p.removed_at is null) p on true
  order by m.starts_at ${order}, m.id ${order}`;

/** The wanted meetings that reach the actor, as much of each as the actor may see. `fresh` false leaves out individual level. */
export async function listMeetings(tx: ActorTx, wanted: Wanted, { now, fresh }: { now: Date; fresh: boolean }): Promise<MeetingSummary[]> {
  const { audiences, shellAudiences } = tx.actor;
  const rows = await tx.query<Listed>(listing(wanted, `$${wanted.params.length + 2}`), [[...audiences, ...shellAudiences], ...wanted.params, wanted.limit]);
  return summaries(tx, fresh ? rows : rows.filter((r) => r.group_level === 'GENERAL'), now);
}

async function summaries(tx: ActorTx, rows: Listed[], now: Date): Promise<MeetingSummary[]> {
  const unique = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id): id is string => id !== null))];
  const names = await namesOf(tx, { groups: unique(rows.map((r) => r.group_id)), functions: unique(rows.flatMap((r) => r.mine.map((m) => m.function_id))) });
  return rows.map((r) => ({
    id: r.id, sight: r.title === null ? 'shell' : 'content', groupLevel: r.group_level, group: r.group_id ? { id: r.group_id, name: names.group(r.group_id) } : null,
    startsAt: r.starts_at.toISOString(), endsAt: r.ends_at.toISOString(), zone: r.zone, place: r.place, link: r.link, status: statusAt({ status: r.status, endsAt: r.ends_at }, now),
    title: r.title, replies: r.replies, mine: r.mine.map((m) => ({ participantId: m.id, function: m.function_id ? names.function(m.function_id) : null, answer: m.answer, comment: m.comment })),
  }));
}

interface Place { readonly startsAt: string; readonly id: string }

/** The opaque cursor after a meeting. */
export const cursorAfter = ({ startsAt, id }: Place): string => Buffer.from(JSON.stringify([startsAt, id])).toString('base64url');

const uuid = /^[0-9a-f-]{36}$/;

/** The place that a cursor names, or null for one that this service never gave. */
export function placeOf(cursor: string): Place | null {
  try {
    const [startsAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
    return uuid.test(id) && !Number.isNaN(Date.parse(startsAt)) ? { startsAt, id } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
