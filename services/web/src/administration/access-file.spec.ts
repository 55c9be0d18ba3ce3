import { describe, expect, it } from '@jest/globals';
import type { Translate } from '../i18n/i18n.js';
import { rowsOf, type Seat } from './access-file.js';

const words = ((key: string) => key) as Translate;
const seat = (change: Partial<Seat> = {}): Seat => ({
  id: 'seat', group: { id: 'group', name: 'Unggruppen', level: 'GENERAL' }, person: { id: 'kim', name: 'Kim Polin', title: 'Kommunpolis', organisation: { id: 'pol', code: 'POL', name: 'Polismyndigheten' } }, role: 'member', seat: 'LPO VM',
  substituteFor: null, since: '2026-11-01T00:00:00.000Z', until: null, agreement: null, purpose: 'Ungas trygghet', version: '1', may: [], lastUsed: null, ...change,
});
const cell = (rows: readonly string[][], column: string): string[] => rows.slice(1).map((row) => row[rows[0]!.indexOf(`access.column.${column}`)]!);

describe('the list of who has access, as a file', () => {
  it('says of each seat whose it is, and for whom somebody sits in', () => {
    const rows = rowsOf([seat(), seat({ substituteFor: 'Lars Områdin' })], [], words);

    expect(cell(rows, 'substituteFor')).toEqual(['', 'Lars Områdin']);
    expect(cell(rows, 'purpose')).toEqual(['Ungas trygghet', 'Ungas trygghet']);
    expect(cell(rows, 'seat')).toEqual(['LPO VM', 'LPO VM']);
    expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true);
  });
});
