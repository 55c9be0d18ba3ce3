import { mailableName } from './matter-facts.js';
import type { Told } from './letter.js';
import { dayText, onTheClock, spanText, weekdayText, whenText, type Locale } from './when.js';
import { filled, wordingOf } from './wording.js';

/** Fewer than this are listed one by one. */
const fewest = 3;

/**
 * The lines of a mail about many meetings, in order of time: those of one group on the same weekday, at the same time of day and place are told as what they are together (a series), with
 * the day of each; the others one by one.
 */
export function linesOf(many: readonly Told[], locale: Locale): string[] {
  const inOrder = many.toSorted((a, b) => a.facts.startsAt.getTime() - b.facts.startsAt.getTime());
  const alike = new Map<string, Told[]>();
  for (const told of inOrder) {
    const key = JSON.stringify([nameOf(told, locale), habitOf(told, locale), told.facts.place]);
    alike.set(key, [...(alike.get(key) ?? []), told]);
  }
  return [...alike.values()].flatMap((those) => (those.length < fewest ? those.map((told) => oneLine(told, locale)) : together(those, locale)));
}

const nameOf = ({ facts, kind }: Told, locale: Locale): string => mailableName(facts, kind) ?? wordingOf(locale).matter.neutral;
const habitOf = ({ facts }: Told, locale: Locale): string => `${weekdayText(onTheClock(facts.startsAt, facts.zone), locale)} ${spanText(facts, locale)}`;
const oneLine = (told: Told, locale: Locale): string => `- ${whenText(told.facts, locale)}: ${nameOf(told, locale)}`;

function together(those: readonly Told[], locale: Locale): string[] {
  const words = wordingOf(locale);
  const [first] = those as [Told];
  const day = ({ facts }: Told): string => dayText(onTheClock(facts.startsAt, facts.zone), locale);
  const line = filled(words.alike, { name: nameOf(first, locale), count: those.length, when: habitOf(first, locale) });
  return [`- ${line}`, ...(first.facts.place ? [`  ${filled(words.place, { place: first.facts.place })}`] : []), ...those.map((told) => `  ${day(told)}`)];
}
