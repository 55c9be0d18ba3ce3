import { meetingDraftLimits, type MeetingDraftSummary, type MeetingDraftView } from '@knutpunkt/contracts';
import { namesOf, present, type Names } from '@knutpunkt/access';
import type { Tx } from '@knutpunkt/persistence';
import { knownAmong } from '../participants/invited.js';
import type { DraftRow } from './draft-rows.js';

const kept = meetingDraftLimits.days * 86_400_000;
/** When a draft is removed that was saved then. */
export const removedAt = (savedAt: Date): Date => new Date(savedAt.getTime() + kept);
/** When a draft was saved at the latest that is removed now. */
export const lastKept = (now: Date): Date => new Date(now.getTime() - kept);

const summaryOf = (row: DraftRow, names: Names): MeetingDraftSummary => ({
  id: row.id, version: String(row.version), group: row.group_id ? { id: row.group_id, name: names.group(row.group_id) } : null, groupLevel: row.group_level, title: row.title, occasion: row.occasion,
  savedAt: row.saved_at.toISOString(), removedAt: removedAt(row.saved_at).toISOString(),
});

/** Drafts as a list shows them. */
export async function summariesOf(tx: Tx, rows: readonly DraftRow[]): Promise<MeetingDraftSummary[]> {
  const names = await namesOf(tx, { groups: present(rows.map((row) => row.group_id)) });
  return rows.map((row) => summaryOf(row, names));
}

/** A draft as it was written. Of those chosen only who could be called now is named. */
export async function draftView(tx: Tx, row: DraftRow): Promise<MeetingDraftView> {
  const known = (await knownAmong(tx, row)).filter(({ removed }) => !removed);
  const of = (kind: 'person' | 'function', ids: readonly string[]): string[] => ids.filter((id) => known.some((one) => one.kind === kind && one.id === id));
  const [people, functions] = [of('person', row.people), of('function', row.functions)];
  const names = await namesOf(tx, { groups: present([row.group_id]), people, functions });
  const { about, place, link, list_hidden: listHidden } = row;
  return {
    ...summaryOf(row, names), about, place, link, listHidden, people: people.map(names.person), functions: functions.map(names.function),
    missing: row.people.length + row.functions.length - people.length - functions.length,
  };
}
