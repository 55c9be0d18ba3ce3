import { weekdays, type SeriesView } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';
import { daysAfter } from '../time/calendar-date.js';
import { dateInWords, type Language } from '../time/spoken.js';

const monday = '2027-01-04';
const dayName = (code: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${daysAfter(monday, Math.max(0, weekdays.indexOf(code as 'MO')))}T00:00:00Z`));
const many = (code: string, language: Language): string => `${dayName(code, language)}${language === 'sv' ? 'ar' : 's'}`;
const one = (code: string, language: Language): string => `${dayName(code, language)}${language === 'sv' ? 'en' : ''}`;

const plain = /^(?:[A-Z]{2},?)+$/;
const numbered = /^(-1|[1-4])([A-Z]{2})$/;
const known = ['FREQ', 'INTERVAL', 'BYDAY', 'UNTIL', 'COUNT'];

/** A rule (RFC 5545 §3.3.10) in words: "varannan vecka på tisdagar"; of one that the form does not make it is said that there is one. */
export function ruleInWords(rule: string, language: Language, t: Translate): string {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const { FREQ, INTERVAL = '1', BYDAY = '' } = parts;
  const nth = numbered.exec(BYDAY);
  if (Object.keys(parts).some((name) => !known.includes(name))) return t('series.rule.other');
  if (FREQ === 'WEEKLY' && plain.test(BYDAY) && INTERVAL === '1') return t('series.rule.weekly', { days: listed(BYDAY, language) });
  if (FREQ === 'WEEKLY' && plain.test(BYDAY) && INTERVAL === '2') return t('series.rule.biweekly', { days: listed(BYDAY, language) });
  if (FREQ === 'MONTHLY' && nth && INTERVAL === '1') return t('series.rule.monthly', { nth: t(`series.nth.${nth[1] === '-1' ? 'last' : (nth[1] as '1')}`), day: one(nth[2]!, language) });
  return t('series.rule.other');
}

const listed = (days: string, language: Language): string =>
  new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(days.split(',').map((day) => many(day, language)));

type Repeated = Pick<SeriesView, 'recurrence' | 'earlier'>;
const inSentence = (rule: string): string => rule.charAt(0).toLowerCase() + rule.slice(1);

/** How a series is repeated, and where it was repeated in another way before, how and until when. */
export function seriesInWords({ recurrence, earlier = [] }: Repeated, language: Language, t: Translate): string {
  const before = earlier.map((one) => t('series.before', { day: dateInWords(one.before, language), rule: inSentence(ruleInWords(one.rule, language, t)) }));
  return before.length === 0 ? ruleInWords(recurrence.rule, language, t) : [`${ruleInWords(recurrence.rule, language, t)}.`, ...before.toReversed()].join(' ');
}

/** How the series was repeated when a meeting of it on a date (YYYY-MM-DD) was called, within a sentence. */
export const ruleOnDay = ({ recurrence, earlier = [] }: Repeated, day: string, language: Language, t: Translate): string =>
  inSentence(ruleInWords(earlier.find(({ before }) => day < before)?.rule ?? recurrence.rule, language, t));
