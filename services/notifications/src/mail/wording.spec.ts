import { describe, expect, it } from '@jest/globals';
import { filled, wordingOf } from './wording.js';

const paths = (node: object, at = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) => (typeof value === 'object' ? paths(value as object, `${at}${key}.`) : [`${at}${key} ${[...String(value).matchAll(/\{\{\w+\}\}/g)].map(String).sort().join()}`]));

describe('what mails say', () => {
  it('is said in both languages, with the same facts in it', () => {
    expect(paths(wordingOf('en')).sort()).toEqual(paths(wordingOf('sv')).sort());
  });

  it('never leaves a place empty', () => {
    expect(() => filled('Tid: {{when}}', {})).toThrow(RangeError);
  });
});
