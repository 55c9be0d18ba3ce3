import type { Migration } from '@knutpunkt/persistence';

const paths = ['{date}', '{starts}', '{ends}', '{repeat,until}', '{repeat,count}', '{repeat,skipWeeks}'];
const typed = paths.map((path) => `coalesce(occasion #>> '${path}', '')`).join(' || ');
const address = "(link = '' or link ~ '^https://[^[:space:]]+$')";
const figures = `(${typed}) ~ '^[0-9WwVv .:/,–-]*$'`;
const mended = [
  `update meeting_drafts set link = '' where group_level = 'INDIVIDUAL' and not ${address}`,
  `update meeting_drafts set occasion = (occasion - 'repeat') || '{"date": "", "starts": "", "ends": ""}' where group_level = 'INDIVIDUAL' and not ${figures}`,
];

/** A draft of an individual-level group holds no words, neither as its link nor as its times. Words that were kept there before are taken out. */
export const keepNoWordsAtIndividualLevel: Migration = {
  name: '1771700115000-keep-no-words-at-individual-level',
  up: () => [
    'alter table meeting_drafts no force row level security', ...mended, 'alter table meeting_drafts force row level security',
    `alter table meeting_drafts add constraint meeting_drafts_without_words check (group_level = 'GENERAL' or (${address} and ${figures}))`,
  ],
};
