import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { typedIn, typedOver } from './typed-lines.js';

const saved = { version: 'v1', text: 'Öppnat.\nAnna såg två bilar.\n\nSlut.' };
const text = fc.array(fc.constantFrom('', ' ', 'a', 'Öppnat.', 'b c', '0'), { maxLength: 6 }).map((lines) => lines.join('\n'));

describe('what was typed over notes that somebody has saved', () => {
  it('holds none of the lines that were there', () => {
    const typed = typedIn('Öppnat.\nBeslut: ja.\nAnna såg två bilar.\n\nSlut.', saved);
    expect(typed.lines.filter((line) => typeof line === 'string' && line !== '')).toEqual(['Beslut: ja.']);
    expect(JSON.stringify(typed)).not.toContain('Anna');
  });

  it('is the whole text again over the same version', () => {
    fc.assert(fc.property(text, text, (before, after) => typedOver(typedIn(after, { version: 'v', text: before }), { version: 'v', text: before }) === after));
  });

  it('stands after what has been saved meanwhile, each line once', () => {
    const typed = typedIn('Öppnat.\nBeslut: ja.\nAnna såg två bilar.\n\nSlut.', saved);
    expect(typedOver(typed, { version: 'v2', text: 'Öppnat av Bo.' })).toBe('Öppnat av Bo.\nBeslut: ja.');
    expect(typedOver(typed, { version: 'v2', text: 'Öppnat.\nBeslut: ja.' })).toBe('Öppnat.\nBeslut: ja.');
    expect(typedOver(typed, { version: 'v2', text: '' })).toContain('Beslut: ja.');
  });

  it('is nothing where lines were only taken away', () => {
    expect(typedOver(typedIn('Slut.', saved), { version: 'v2', text: 'Nytt.' })).toBe('Nytt.');
  });
});
