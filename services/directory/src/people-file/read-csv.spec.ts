import { describe, expect, it } from '@jest/globals';
import { readPeople } from './read-csv.js';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string => Buffer.from(text, encoding).toString('base64');
const header = 'id;namn;titel;e-post;enhet';
const asa = { homeId: 'asa.kop', name: 'Åsa Öberg', title: 'Enhetschef, IFO', email: 'asa@koping.example', unit: 'KOP-KS', line: 2 };
const row = 'asa.kop;Åsa Öberg;Enhetschef, IFO;asa@koping.example;KOP-KS';
const refused = (name: string) => expect.objectContaining({ name });

describe('a file of people', () => {
  it.each([
    ['semicolons', base64(`${header}\n${row}\n`)], ['a byte order mark, and Windows line ends', base64(`\ufeff${header}\r\n${row}\r\n`)], ['no line end', base64(`${header}\n${row}`)],
    ['commas and quotation marks', base64('id,namn,titel,e-post,enhet\nasa.kop,Åsa Öberg,"Enhetschef, IFO",asa@koping.example,KOP-KS\n')],
    ['Windows-1252', base64(`${header}\r\n${row}\r\n`, 'latin1')], ['letters and their marks apart', base64(`${header}\n${row}`.normalize('NFD'))], ['spaces around', base64(`${header}\n ${row.replaceAll(';', ' ; ')} `)],
    ['English headers in another order', base64('Unit Code;Email;Name;Title;External-ID;Phone\nKOP-KS;asa@koping.example;Åsa Öberg;Enhetschef, IFO;asa.kop;0221\n')],
    ['an empty row at its end', base64(`${header}\n${row}\n;;;;\n\n`)],
  ])('is read with %s', (_, file) => {
    expect(readPeople(file).rows).toEqual([asa]);
  });

  it.each([['andra adresser'], ['E-postalias'], ['Other-addresses'], ['proxyAddresses']])('may have a column %s, which it does not need', (name) => {
    expect(readPeople(base64(`${header};${name}\n${row};"a@koping.example; b@koping.example"\n${row}\n`)).rows.map(({ aliases }) => aliases)).toEqual(['a@koping.example; b@koping.example', '']);
    expect(readPeople(base64(`${header}\n${row}\n`)).rows[0]).not.toHaveProperty('aliases');
  });

  it.each([['what Exchange calls a mailbox', 'Alias', 'asakob'], ['a second column of other addresses', 'proxyAddresses', 'smtp:b@koping.example']])('is not read for %s, and says so', (_, name, cell) => {
    const { rows, ignoredColumns } = readPeople(base64(`${header};andra adresser;${name}\n${row};a@koping.example;${cell}\n`));

    expect([rows[0]!.aliases, ignoredColumns]).toEqual(['a@koping.example', [name]]);
  });

  it('is told its encoding, and which columns it is not read for', () => {
    expect(readPeople(base64(`${header};Telefon\n${row};0221\n`, 'latin1'))).toMatchObject({ encoding: 'windows-1252', ignoredColumns: ['Telefon'] });
  });

  it('keeps a line end within quotation marks, and counts lines as the file does', () => {
    const { rows } = readPeople(base64(`${header}\na;"Två\nrader";T;a@b.se;U\nb;B;T;b@b.se;U\n`));

    expect(rows.map(({ homeId, line }) => [homeId, line])).toEqual([['a', 3], ['b', 4]]);
    expect(rows[0]!.name).toBe('Två\nrader');
  });

  it.each([
    ['UTF-16', base64(`\ufeff${header}\n${row}\n`, 'utf16le')], ['a spreadsheet, not CSV', base64('PK\u0003\u0004\u0000\u0000')], ['UTF-8 with one byte of another', Buffer.concat([Buffer.from(`${header}\n${row}\n`), Buffer.from([0xe5])]).toString('base64')],
    ['UTF-8 that was taken for Windows-1252 once before', base64(Buffer.from(`${header}\n${row}\n`).toString('latin1'))], ['a quotation mark that is not closed', base64(`${header}\na;"B;T;a@b.se;U\n`)], ['nothing', base64('')],
    ['more than a megabyte', base64('a'.repeat(1_000_001))],
  ])('is refused where it is %s', (_, file) => {
    expect(() => readPeople(file)).toThrow(refused('unreadable-file'));
  });

  it.each([['a column less', 'id;namn;titel;e-post'], ['a column twice', `${header};Enhetskod`], ['no header', row]])('is refused with %s', (_, first) => {
    expect(() => readPeople(base64(`${first}\n${row}\n`))).toThrow(refused('columns-missing'));
  });

  it('is refused with more than 10,000 rows', () => {
    const rows = (n: number): string => base64(`${header}\n${Array.from({ length: n }, (_, at) => `i${at};N;T;a@b.se;U`).join('\n')}\n`);

    expect(readPeople(rows(10_000)).rows).toHaveLength(10_000);
    expect(() => readPeople(rows(10_001))).toThrow(refused('too-many-rows'));
  });
});
