import { describe, expect, it } from '@jest/globals';
import { begunWith, savedAs } from './standing.js';
import { typedIn } from './typed-lines.js';

const first = { version: 'v1', text: 'Öppnat.' };
const second = { version: 'v2', text: 'Öppnat.\nAnna var med.' };

describe('notes that are begun', () => {
  it('are those that were saved where nothing else was typed', () => {
    expect(begunWith(undefined, first)).toEqual({ now: savedAs(first), theirs: null });
  });

  it('go on with what was typed over the same version', () => {
    expect(begunWith(typedIn('Öppnat.\nBeslut: ja.', first), first)).toEqual({ now: { ...savedAs(first), text: 'Öppnat.\nBeslut: ja.' }, theirs: null });
  });

  it('show what somebody else has saved since, beside it with what was typed', () => {
    expect(begunWith(typedIn('Öppnat.\nBeslut: ja.', first), second)).toEqual({ now: { ...savedAs(second), text: 'Öppnat.\nAnna var med.\nBeslut: ja.' }, theirs: second });
  });

  it('have no conflict where what was typed is there already', () => {
    expect(begunWith(typedIn('Öppnat.\nAnna var med.', first), second)).toEqual({ now: savedAs(second), theirs: null });
  });
});
