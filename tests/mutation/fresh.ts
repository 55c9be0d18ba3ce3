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
const fresh: Readonly<Record<string, Fresh>> = { 'directory.memberships': seats, 'meetings.meetings': (rows, id) => ofEach(rows[0]!, 'organiser_id', id), 'meetings.polls': (rows, id) => ofEach(rows[0]!, 'organiser_id', id), 'referrals.referrals': drafts };

/** Rows that somebody could try to add to a table, and that are not like any that is there. */
export const freshOf = (table: string, rows: readonly Row[], id: (who: Who) => string): readonly Row[] =>
  (fresh[table] ?? { outbox, due }[table.split('.')[1]!])?.(rows, id) ?? [];
