import type { LedField, Recurrence } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { ContentRow, MeetingRow } from '../reading/meeting-rows.js';

export interface EarlierRule {
  readonly before: string;
  readonly rule: string;
}

export interface SeriesRow {
  readonly id: string;
  readonly group_id: string | null;
  readonly group_level: 'GENERAL' | 'INDIVIDUAL';
  readonly organiser_id: string;
  /** Those whom the series was called for: the group or who called it, and people and functions besides. */
  readonly audiences: readonly string[];
  readonly recurrence: Recurrence;
  /** The rules that its meetings before a day (YYYY-MM-DD) were called by, earliest first. */
  readonly earlier: readonly EarlierRule[];
  readonly version: number;
}

interface Occurrence {
  /** RECURRENCE-ID on the wall clock, YYYY-MM-DDThh:mm. */
  readonly original: string;
  readonly planned_start: Date;
  readonly planned_end: Date;
  /** What was changed from this meeting on. */
  readonly leads: readonly LedField[];
}

/** A meeting of a series as much as the actor may see of it. */
export type OccurrenceRow = MeetingRow & Occurrence & { readonly title: string | null };
/** A meeting of a series that the actor reads wholly, locked. */
export type LockedOccurrence = MeetingRow & ContentRow & Occurrence;

const occurrence = "to_char(o.original, 'YYYY-MM-DD\"T\"HH24:MI') as original, o.planned_start, o.planned_end, o.leads";

/** A series that was called for the actor too, locked until the transaction ends; undefined for one of which only the times are seen, and for hidden and absent alike. */
export const lockedSeries = async (tx: Tx, seriesId: string): Promise<SeriesRow | undefined> => (await tx.query<SeriesRow>('select * from series where id = $1 for update', [seriesId]))[0];

/** The same without a lock; undefined for hidden and absent alike. */
export const seenSeries = async (tx: Tx, seriesId: string): Promise<SeriesRow | undefined> => (await tx.query<SeriesRow>('select * from series where id = $1', [seriesId]))[0];

/** The series that a meeting is part of, as far as the actor sees both. */
export const seriesIdOf = async (tx: Tx, meetingId: string): Promise<string | undefined> =>
  (await tx.query<{ series_id: string }>('select series_id from occurrences where meeting_id = $1', [meetingId]))[0]?.series_id;

/** The meetings of a series that the actor may see, in the order of the series: as it wants them, not as one of them was moved by itself. */
export const occurrencesOf = (tx: Tx, seriesId: string): Promise<OccurrenceRow[]> =>
  tx.query<OccurrenceRow>(`select m.*, c.title, ${occurrence} from occurrences o join meetings m on m.id = o.meeting_id left join meeting_contents c on c.meeting_id = m.id where o.series_id = $1 order by o.planned_start, o.original`, [seriesId]);

/** The same as far as the actor reads them wholly, locked in the order that whoever follows a group's members locks them. */
export const lockedOccurrences = (tx: Tx, seriesId: string): Promise<LockedOccurrence[]> => tx.query<LockedOccurrence>(
  `select m.*, c.title, c.about, c.cancel_reason, c.version as content_version, ${occurrence} from occurrences o join meetings m on m.id = o.meeting_id join meeting_contents c on c.meeting_id = m.id
    where o.series_id = $1 order by m.id for update of m, c`, [seriesId]);

/** Whether a meeting has been moved or cancelled by itself, apart from its series. */
export const isOwn = (row: Pick<OccurrenceRow, 'status' | 'starts_at' | 'ends_at' | 'planned_start' | 'planned_end'>): boolean =>
  row.status === 'cancelled' || row.starts_at.getTime() !== row.planned_start.getTime() || row.ends_at.getTime() !== row.planned_end.getTime();
