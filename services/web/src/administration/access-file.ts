import type { PartnerRight, SharedRight } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';
import { saveCsv } from './save-csv.js';

export type Seat = z.infer<typeof PartnerRight> & { readonly lastUsed: string | null };
/** What is shared past the groups, and of which kind it is. */
export type Shared = SharedRight & { readonly what: 'meetings' | 'referrals' };

const columns = ['organisation', 'person', 'title', 'group', 'level', 'role', 'seat', 'substituteFor', 'since', 'until', 'agreement', 'purpose', 'lastUsed'] as const;
type Cells = Readonly<Record<(typeof columns)[number], string>>;

const period = ({ since, until }: Pick<Seat, 'since' | 'until'>) => ({ since: wallClockAt(since).date, until: until ? lastDayOf(until) : '' });
const use = ({ lastUsed }: Pick<Seat, 'lastUsed'>, t: Translate): string => lastUsed ?? t('access.unknown');

const ofSeat = (seat: Seat, t: Translate): Cells => ({
  organisation: seat.person.organisation.name, person: seat.person.name, title: seat.person.title, group: seat.group.name, level: t(`level.${seat.group.level}.name`), role: t(`role.${seat.role}`), seat: seat.seat ?? '', substituteFor: seat.substituteFor ?? '',
  ...period(seat), agreement: seat.agreement?.name ?? '', purpose: seat.purpose ?? '', lastUsed: use(seat, t),
});

const ofShared = (right: Shared, t: Translate): Cells => ({
  organisation: right.organisation.name, person: right.name, title: t(`access.kind.${right.kind}`), group: t(`access.shared.${right.what}`, { count: right.count }), level: t('level.GENERAL.name'), role: '', seat: '', substituteFor: '',
  ...period(right), agreement: '', purpose: '', lastUsed: use(right, t),
});

/** Every right as the rows of a spreadsheet, with a row of headings. */
export const rowsOf = (seats: readonly Seat[], shared: readonly Shared[], t: Translate): string[][] =>
  [columns.map((column) => t(`access.column.${column}`)), ...[...seats.map((seat) => ofSeat(seat, t)), ...shared.map((right) => ofShared(right, t))].map((cells) => columns.map((column) => cells[column]))];

/** Gives the browser the list as a file for a spreadsheet. */
export const save = (seats: readonly Seat[], shared: readonly Shared[], t: Translate): void => saveCsv(t('access.file'), rowsOf(seats, shared, t));
