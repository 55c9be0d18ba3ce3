import { everybody, type Who } from '../leaks/histories/county.js';
import type { Row } from './sight.js';

type Fresh = (rows: readonly Row[], id: (who: Who) => string) => readonly Row[];
const ofEach = (row: Row, column: string, id: (who: Who) => string): Row[] => everybody.map((who) => ({ ...row, [column]: id(who) }));

/** Requests begun by everybody, also in the name of another's unit or of another's authority. */
const drafts: Fresh = (rows, id) => {
  const mine = rows.find((row) => row['state'] === 'draft')!;
  const other = rows.find((row) => row['sender_authority_id'] !== mine['sender_authority_id'])!;
  return [mine, { ...mine, sender_unit_id: other['sender_unit_id'] }, { ...mine, sender_authority_id: other['sender_authority_id'] }].flatMap((row) => ofEach(row, 'sender_person_id', id));
};

const outbox: Fresh = (rows) => rows.slice(0, 1).map((row) => ({ ...row, published_at: null, stream_seq: null }));
const due: Fresh = (rows) => rows.slice(0, 1).map((row) => ({ ...row, state: row['state'] === 'pending' ? 'done' : 'pending' }));
/** Somebody else on the seat that two organisations agreed on. */
const seats: Fresh = (rows, id) => rows.filter((row) => row['agreement_id'] !== null).map((row) => ({ ...row, person_id: id('anna') }));
/** A meeting put into a series of somebody else's, and somebody else's meeting put into one's own. */
const occurrences: Fresh = (rows) => rows.flatMap((row) => rows.filter((other) => other !== row).map((other) => ({ ...row, series_id: other['series_id'] })));
const organised: Fresh = (rows, id) => ofEach(rows[0]!, 'organiser_id', id);
const fresh: Readonly<Record<string, Fresh>> = { 'meetings.occurrences': occurrences, 'meetings.series': organised, 'directory.memberships': seats, 'meetings.meetings': organised, 'meetings.polls': organised, 'referrals.referrals': drafts };

/** Rows that somebody could try to add to a table, and that are not like any that is there. */
export const freshOf = (table: string, rows: readonly Row[], id: (who: Who) => string): readonly Row[] =>
  (fresh[table] ?? { outbox, due }[table.split('.')[1]!])?.(rows, id) ?? [];
