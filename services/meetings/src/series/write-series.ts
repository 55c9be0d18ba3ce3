import { v7 } from 'uuid';
import type { Input, Recurrence, ScheduleSeries, SeriesPlan } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { written } from '../meeting/compose.js';
import { audiencesOf, newId, type InvitedGroup, type Participant } from '../participants/invited.js';

interface NewSeries {
  readonly id: string;
  readonly input: Input<typeof ScheduleSeries>;
  readonly meetings: SeriesPlan['meetings'];
  readonly now: Date;
  readonly group: InvitedGroup | null;
  readonly participants: readonly Participant[];
}

/** So many meetings are written by one statement. */
const atOnce = 20;

/** Writes a series and each of its meetings, whole: shell, content, audiences, participants, history, audit row and event of each. */
export async function writeSeries(tx: ActorTx, series: NewSeries): Promise<void> {
  const meetings = series.meetings.map((planned) => ({ ...planned, id: v7() }));
  const texts = meetings.map(({ id, startsAt, endsAt }) => written(tx, { ...series, id, period: { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, status: 'called', participants: series.participants.map((p) => ({ ...p, id: newId(series.input.listHidden) })) }));
  const parts = Array.from({ length: Math.ceil(texts.length / atOnce) }, (_, part) => texts.slice(part * atOnce, (part + 1) * atOnce));
  await Promise.all([insertSeries(tx, series), ...parts.map((part) => tx.query('select write_meeting(value) from jsonb_array_elements($1::jsonb)', [JSON.stringify(part)]))]);
  await tx.query(
    'insert into occurrences (meeting_id, series_id, original, planned_start, planned_end) select o.id, $1, (o.day || \' \' || $2)::timestamp, o."startsAt", o."endsAt" from jsonb_to_recordset($3::jsonb) as o(id uuid, day text, "startsAt" timestamptz, "endsAt" timestamptz)',
    [series.id, series.input.time, JSON.stringify(meetings)]);
}

function insertSeries(tx: ActorTx, { id, input, group, participants, now }: NewSeries): Promise<unknown> {
  const audiences = audiencesOf(tx.actor.personId, group?.id ?? null, participants, now).map(({ audience }) => audience);
  const { firstDay, time, minutes, zone, rule, skipHolidays, skipWeeks, skipDays, extraDays } = input;
  const recurrence: Recurrence = { firstDay, time, minutes, zone, rule, skipHolidays, skipWeeks, skipDays, extraDays };
  return tx.query('insert into series (id, group_id, group_level, owner_authority_id, organiser_id, audiences, recurrence, version) values ($1, $2, $3, $4, $5, $6, $7, 1)',
    [id, group?.id ?? null, group?.level ?? 'GENERAL', tx.actor.authorityId, tx.actor.personId, audiences, JSON.stringify(recurrence)]);
}
