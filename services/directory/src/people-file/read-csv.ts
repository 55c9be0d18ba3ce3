import { CsvError, parse } from 'csv-parse/sync';
import { ColumnsMissing, FileColumn, NeededColumn, Problem, TooManyRows, UnreadableFile, mostRows } from '@knutpunkt/contracts';
import { decoded, type Decoded } from './decode.js';

/** One row of the file: where it stands (from 1), and its texts. Without a column of other addresses there are none to read. */
export type Cells = Readonly<Record<NeededColumn, string>> & { readonly aliases?: string; readonly line: number };

export interface ReadFile {
  readonly encoding: Decoded['encoding'];
  readonly ignoredColumns: readonly string[];
  readonly rows: readonly Cells[];
}

/** What people call the columns, in small letters without spaces, hyphens and marks. */
const names: Readonly<Record<FileColumn, readonly string[]>> = {
  homeId: ['id', 'hemid', 'idhoser', 'homeid', 'externalid', 'användarnamn', 'username', 'anställningsid'],
  name: ['namn', 'name', 'displayname'],
  title: ['titel', 'title', 'befattning'],
  email: ['epost', 'epostadress', 'email', 'emailaddress', 'mejl', 'mail'],
  unit: ['enhet', 'enhetskod', 'unit', 'unitcode', 'department', 'avdelning'],
  aliases: ['andraadresser', 'andraepostadresser', 'aliases', 'epostalias', 'mejlalias', 'otheraddresses', 'otheremails', 'proxyaddresses'],
};

const plain = (header: string): string => header.toLowerCase().replace(/[\s\-_.]/g, '');
const columnOf = (header: string): FileColumn | undefined => FileColumn.options.find((column) => names[column].includes(plain(header)));
/** Of several columns of other addresses the first is read: exports have one of their own beside what somebody has written. */
const columnsOf = (headers: readonly string[]): (FileColumn | undefined)[] => headers.map(columnOf).map((column, at, all) => (column === 'aliases' && all.indexOf(column) < at ? undefined : column));

interface Record_ { readonly record: readonly string[]; readonly info: { readonly lines: number } }

/** Reads a file of people. Throws UnreadableFile, TooManyRows or ColumnsMissing. */
export function readPeople(base64: string): ReadFile {
  const { text, encoding } = decoded(base64);
  const [header, ...rows] = recordsOf(text);
  if (rows.length > mostRows) throw Problem.at(TooManyRows, '/file', `The file has more than ${mostRows} rows.`);
  const headers = header?.record ?? [];
  const columns = columnsOf(headers);
  requireColumns(columns);
  const present = FileColumn.options.filter((column) => columns.includes(column));
  const cells = ({ record, info }: Record_): Cells => ({ ...(Object.fromEntries(present.map((column) => [column, record[columns.indexOf(column)] ?? ''])) as Record<NeededColumn, string>), line: info.lines });
  return { encoding, ignoredColumns: headers.filter((_, at) => !columns[at]).map((name) => name.slice(0, 100)), rows: rows.map(cells) };
}

/** The header tells which delimiter it is: what stands in texts further down may be the other. */
function recordsOf(text: string): Record_[] {
  const delimiter = /^[^\r\n]*;/.test(text) ? ';' : ',';
  try {
    return parse(text, { bom: true, delimiter, info: true, trim: true, skip_empty_lines: true, skip_records_with_empty_values: true, relax_column_count: true, max_record_size: 20_000, to: mostRows + 2 }) as unknown as Record_[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw Object.assign(Problem.at(UnreadableFile, '/file', 'A quotation mark is not closed, or a row is too long.'), { cause: error });
  }
}

function requireColumns(columns: readonly (FileColumn | undefined)[]): void {
  const times = (column: FileColumn): number => columns.filter((one) => one === column).length;
  const wrong = FileColumn.options.filter((column) => times(column) > 1 || (times(column) === 0 && column !== 'aliases'));
  if (wrong.length > 0) throw Problem.at(ColumnsMissing, '/file', 'The first row names each of the columns once.', { columns: wrong });
}
