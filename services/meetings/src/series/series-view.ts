import { NotFound, Problem, type SeriesView } from '@knutpunkt/contracts';
import { decide, namesOf, present, type Freshness } from '@knutpunkt/access';
import { audit, type ActorTx } from '@knutpunkt/persistence';
import { statusAt } from '../meeting/meeting.js';
import { isComing } from './is-coming.js';
import { isOwn, occurrencesOf, seenSeries, type OccurrenceRow, type SeriesRow } from './series-rows.js';
import { onWeekday } from './weekday.js';

interface At {
  readonly now: Date;
  readonly freshness: Freshness;
}

/** The series as the actor may see it. Throws NotFound for hidden and absent alike, also where none of its meetings is seen; AccessNotFresh at individual level while the directory's copy is stale. */
export async function seriesView(tx: ActorTx, seriesId: string, { now, freshness }: At): Promise<SeriesView> {
  const [row, meetings] = await Promise.all([seenSeries(tx, seriesId), occurrencesOf(tx, seriesId)]);
  if (!row || !meetings.length) throw new Problem(NotFound);
  if (row.group_level === 'INDIVIDUAL') {
    freshness.require();
    await audit(tx, { action: 'meeting.list', details: { meetings: meetings.filter(({ title }) => title !== null).map(({ id }) => id) } });
  }
  const names = await namesOf(tx, { groups: present([row.group_id]) });
  return {
    id: row.id, version: String(row.version), group: row.group_id ? { id: row.group_id, name: names.group(row.group_id) } : null, groupLevel: row.group_level, recurrence: row.recurrence, earlier: [...row.earlier], weekday: onWeekday(row.recurrence.rule, row.recurrence.firstDay)?.weekday ?? null,
    meetings: meetings.map((meeting) => shown(meeting, now)), may: mayOf(tx, row, meetings.some((meeting) => isComing(meeting, now) && meeting.title !== null)),
  };
}

const shown = (row: OccurrenceRow, now: Date): SeriesView['meetings'][number] => ({
  meetingId: row.id, original: row.original, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), place: row.place, title: row.title, link: row.title === null ? '' : row.link, leads: row.title === null ? [] : [...row.leads], own: isOwn(row), status: statusAt({ status: row.status, endsAt: row.ends_at }, now),
});

function mayOf({ actor }: ActorTx, { group_id, organiser_id }: SeriesRow, left: boolean): SeriesView['may'] {
  const may = (action: 'meeting.reschedule' | 'meeting.cancel' | 'series.extend'): boolean => left && decide(actor, action, { groupId: group_id, organiserId: organiser_id });
  return [...(may('meeting.reschedule') ? ['change' as const] : []), ...(may('meeting.cancel') ? ['cancel' as const] : []), ...(may('series.extend') ? ['extend' as const] : [])];
}
