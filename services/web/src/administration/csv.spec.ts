import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';

describe('rows for a spreadsheet', () => {
  it('begin with a byte order mark, and have every cell quoted', () => {
    expect(csvOf([['Namn', 'Titel'], ['Åsa "Bo" Öst', 'Chef; ordförande']])).toBe('\ufeff"Namn";"Titel"\r\n"Åsa ""Bo"" Öst";"Chef; ordförande"\r\n');
  });

  it.each(['=1+1', '+46', '-2', '@SUM(A1)', '\t=1', '  =cmd', '\r=1', '\n=HYPERLINK("x")'])('have no formula of %j', (text) => {
    expect(csvOf([[text]])).toMatch(/^\ufeff"'/);
  });

  it.each(['Köpings kommun', '2026-11-22', 'a=b', ''])('leave %j as it is', (text) => {
    expect(csvOf([[text]])).toBe(`\ufeff"${text}"\r\n`);
  });
});
