import type { OccurrenceRow } from './series-rows.js';

/** Whether a meeting is still to come, so that it can be changed. */
export const isComing = (row: Pick<OccurrenceRow, 'status' | 'starts_at'>, now: Date): boolean => row.status === 'called' && row.starts_at > now;
