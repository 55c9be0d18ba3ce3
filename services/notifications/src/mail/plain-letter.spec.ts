import { expect, it } from '@jest/globals';
import { plainKinds, plainLetterOf } from './plain-letter.js';

const hub = { publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example' };

it.each(plainKinds)('a mail of %s is a sentence and a link, in both languages, without a calendar entry', (kind) => {
  const [sv, en] = (['sv', 'en'] as const).map((locale) => plainLetterOf([{ kind, path: '/atgarder' }], { email: 'a@b.example', locale }, hub));

  expect(sv!.text).toContain('https://hub.example/atgarder');
  expect(sv!.text).toContain('efter inloggning');
  expect(sv!.subject).not.toBe(en!.subject);
  expect([sv!.calendar, en!.calendar]).toEqual([null, null]);
});

it('many at once are one mail with a row for each', () => {
  const letter = plainLetterOf([{ kind: 'action-given', path: '/atgarder' }, { kind: 'request-received', path: '/forfragningar/7' }], { email: 'a@b.example', locale: 'sv' }, hub);

  expect(letter.subject).toBe('2 händelser i Knutpunkt');
  expect(letter.text.split('\n').filter((line) => line.startsWith('- '))).toEqual(['- Du har fått en åtgärd i Knutpunkt: https://hub.example/atgarder', '- Du har en ny förfrågan i Knutpunkt: https://hub.example/forfragningar/7']);
});
