import type * as z from 'zod';

const sentences: Readonly<Record<string, string>> = { too_big: 'field.tooLong', custom: 'field.unreadable', invalid_format: 'field.oneLine' };

/** The sentence for a text that one of the hub's rules refuses with this code (zod's), as a key of the texts. */
export const sentenceOfCode = (code: string): string | undefined => sentences[code];

/** Why a rule of the hub refuses a text, as a key of the texts; undefined where it takes it. */
export function textRefused(rule: z.ZodType, text: string): string | undefined {
  const issue = rule.safeParse(text).error?.issues[0];
  return issue && (sentenceOfCode(issue.code) ?? 'field.invalid');
}
