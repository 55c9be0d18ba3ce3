import { describe, expect, it } from '@jest/globals';
import { mergeTexts } from './merge-texts.js';

describe('two versions of the notes', () => {
  it('are put together with both additions, each once', () => {
    expect(mergeTexts({ base: 'Öppnat.', theirs: 'Öppnat.\nAnna var med.', mine: 'Öppnat.\nBeslut: ja.' })).toBe('Öppnat.\nAnna var med.\nBeslut: ja.');
  });

  it('lose no line of either where both changed the same one', () => {
    expect(mergeTexts({ base: 'a', theirs: 'b', mine: 'c' })).toBe('b\nc');
  });

  it('do not bring back a line that they took away', () => {
    expect(mergeTexts({ base: 'a\nb', theirs: 'a', mine: 'a\nb\nc' })).toBe('a\nc');
  });

  it('are theirs where mine is unchanged, and mine where theirs is', () => {
    expect(mergeTexts({ base: 'a', theirs: 'b', mine: 'a' })).toBe('b');
    expect(mergeTexts({ base: 'a', theirs: 'a', mine: 'c' })).toBe('c');
  });
});
