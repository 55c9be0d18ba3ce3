import en from './en.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };
import type { Locale } from './when.js';

export type Wording = typeof sv;

/** What mails say, in the reader's language. */
export const wordingOf = (locale: Locale): Wording => ({ sv, en })[locale];

/** How one answers: in the hub alone, or in the calendar too, which keeps no comment of an individual-level meeting. */
export function replyWords(words: Wording, { answersTo, facts }: { readonly answersTo: string | null; readonly facts: { readonly level: 'GENERAL' | 'INDIVIDUAL' } }): string {
  if (answersTo === null) return words.reply;
  return facts.level === 'GENERAL' ? words.replyAnywhere : words.replyWithoutComment;
}

/** Puts values in a sentence's `{{places}}`; a place without a value is an error of ours. */
export const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined) throw new RangeError(`nothing to put at ${place}`);
    return String(value);
  });
