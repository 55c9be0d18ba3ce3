import * as z from 'zod';
import { Id, Instant, type MeetingSummary } from '@knutpunkt/contracts';
import { audit, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { noticeOf } from '@knutpunkt/service-kit';
import { statusAt } from '../meeting/meeting.js';
import type { MeetingRow, ToldRow } from './meeting-rows.js';

/** Which meetings: conditions on the audience row `a` and on the meeting `m`, and when the audience row alone tells; the order, and how many. Parameters begin at $1. */
export interface Wanted {
  readonly walk: string;
  readonly meeting: string;
  readonly certain: string;
  readonly order: 'asc' | 'desc';
  readonly params: readonly unknown[];
  readonly limit: number;
}

export type Sort = Pick<Wanted, 'walk' | 'meeting' | 'certain' | 'order'>;

const shown = ['id', 'group_id', 'group_level', 'starts_at', 'ends_at', 'zone', 'place', 'link', 'status'] as const;

export type Listed = Pick<MeetingRow, (typeof shown)[number]> & Pick<MeetingSummary, 'title' | 'mine' | 'replies'> & { readonly group_name: string | null; readonly told_at: Date | null; readonly told_what: ToldRow['what'] | null };

/** Only of what begins soon can the call or change have been late: five working days never span three weeks. */
const toldOf = `select h.at, h.what from meeting_changes h
  where h.meeting_id = m.id and h.what in ('scheduled', 'rescheduled') and m.status = 'called' and m.starts_at > statement_timestamp() and m.starts_at < statement_timestamp() + interval '21 days' order by h.at desc, h.id desc limit 1`;

/**
 * Driven from the audience rows: one walk of the index per audience that stops when it has enough, merged, each meeting once. A walk asks a meeting itself only where its audience row does not
 * tell: most of what it passes is not among the first. The policies stand behind as the backstop; a list that leans on them alone walks everybody's meetings.
 */
export const listing = ({ walk, meeting, certain, order }: Sort, { limit, fresh }: { limit: string; fresh: string }): string => `
  with listed as (
    select distinct on (starts_at, meeting_id) starts_at, meeting_id from unnest(my_audiences() || my_shells()) as mine(audience_id)
    cross join lateral (
      select a.starts_at, a.meeting_id from meeting_audiences a
      where a.audience_id = mine.audience_id and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()) and ${walk}
        and case when ${fresh} and ${certain} then true else exists (select from meetings m where m.id = a.meeting_id and (${fresh} or m.group_level = 'GENERAL') and ${meeting} offset 0) end
      order by a.starts_at ${order}, a.meeting_id ${order} limit ${limit}) probe
    order by starts_at ${order}, meeting_id ${order} limit ${limit})
  select ${shown.map((column) => `m.${column}`).join(', ')}, g.name as group_name, c.title, coalesce(p.mine, '[]') as mine, p.replies, told.at as told_at, told.what as told_what
  from listed l join meetings m on m.id = l.meeting_id left join meeting_contents c on c.meeting_id = m.id left join groups g on g.id = m.group_id
  left join taking_part(array(select meeting_id from listed)) p on p.meeting_id = m.id left join lateral (${toldOf}) told on true
  order by m.starts_at ${order}, m.id ${order}`;

/** The wanted meetings that reach the actor, as much of each as the actor may see. `fresh` false leaves out individual level. */
export function listed(tx: Tx, wanted: Wanted, fresh: boolean): Promise<Listed[]> {
  const place = wanted.params.length + 1;
  return tx.query<Listed>(listing(wanted, { limit: `$${place}`, fresh: `$${place + 1}` }), [...wanted.params, wanted.limit, fresh]);
}

/** What is shown of those meetings at `now`; what is shown of individual level is audited. */
export async function summariesOf(tx: ActorTx, rows: readonly Listed[], now: Date): Promise<MeetingSummary[]> {
  const read = rows.filter((r) => r.group_level === 'INDIVIDUAL' && r.title !== null).map((r) => r.id);
  if (read.length) await audit(tx, { action: 'meeting.list', details: { meetings: read } });
  return rows.map((row) => summaryOf(row, now));
}

const summaryOf = (row: Listed, now: Date): MeetingSummary => ({
  id: row.id, sight: row.title === null ? 'shell' : 'content', groupLevel: row.group_level, group: row.group_id && row.group_name !== null ? { id: row.group_id, name: row.group_name } : null,
  startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: row.zone, place: row.place, link: row.title === null ? '' : row.link,
  status: statusAt({ status: row.status, endsAt: row.ends_at }, now), title: row.title, late: lateOf(row, now), replies: row.replies, mine: row.mine,
});

function lateOf({ told_at, told_what, group_level, starts_at }: Listed, now: Date): MeetingSummary['late'] {
  if (!told_at || starts_at <= now || !noticeOf(group_level, told_at, starts_at).late) return null;
  return told_what === 'rescheduled' ? 'change' : 'call';
}

const Place = z.tuple([Instant, Id]);

/** The opaque cursor after a meeting. */
export const cursorAfter = ({ startsAt, id }: { startsAt: string; id: string }): string => Buffer.from(JSON.stringify([startsAt, id])).toString('base64url');

/** The place that a cursor names, or null for one that this service never gave. */
export function placeOf(cursor: string): { startsAt: string; id: string } | null {
  try {
    const { data } = Place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return data ? { startsAt: data[0], id: data[1] } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
