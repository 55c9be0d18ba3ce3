import type { MemberRole, ReviewSeatView, ReviewView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';
import { dateInWords, type Language } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';

export type Review = z.infer<typeof ReviewView>;
export type Seat = z.infer<typeof ReviewSeatView>;
export type Role = z.infer<typeof MemberRole>;

/** "62 av 80 granskade, sista dag måndag 30 november 2026". */
export const progressOf = ({ seats: { all, reviewed }, lastDay }: Review, t: Translate, language: Language): string => t('reviews.progress', { all, reviewed, date: dateInWords(lastDay, language) });

const day = 86_400_000;
const reach: Readonly<Record<Role, number>> = { chair: 4, secretary: 4, member: 3, guest: 2, calendar: 1 };

/** The roles that give no more than this one, itself first. */
export const lesserRoles = (role: Role): Role[] => [role, ...(Object.keys(reach) as Role[]).filter((other) => other !== role && reach[other] <= reach[role])];

/** True for a seat that ends by itself within 30 days. */
export const endsSoon = ({ until, ended }: Pick<Seat, 'until' | 'ended'>, now: Date): boolean => !ended && until !== null && new Date(until).getTime() < now.getTime() + 30 * day;

/** How many days ago somebody last logged in, where that is 90 days or more; null for others, and for one whose logins have not been noted. */
export function daysAway({ lastLogin }: Pick<Seat, 'lastLogin'>, now: Date): number | null {
  const days = lastLogin === null ? 0 : Math.floor((now.getTime() - new Date(lastLogin).getTime()) / day);
  return days >= 90 ? days : null;
}

/** What became of a seat, in words: `Behåll` in an open review, and what ended by itself in a closed one. */
export function outcomeOf({ decided }: Pick<Seat, 'decided'>, t: Translate): string {
  if (!decided) return '';
  const { decision } = decided;
  return decision === 'lapsed' || decision === 'gone' ? t(`reviews.outcome.${decision}`) : t(`reviews.decision.${decision}`);
}

export const dayOf = (at: string): string => wallClockAt(at).date;
export { lastDayOf };

/** One of somebody's seats, as it is named where it stands alone. */
export const nameOf = ({ person, group }: Pick<Seat, 'person' | 'group'>, t: Translate): string => t('reviews.in', { name: person.name, group: group.name });
