import { download } from '../agenda/download.js';
import { todayInStockholm } from '../time/stockholm.js';
import { csvOf } from './csv.js';

/** Gives the browser rows as a file for a spreadsheet, named by what it is and today's date. */
export function saveCsv(name: string, rows: readonly (readonly string[])[]): void {
  const bytes = new TextEncoder().encode(csvOf(rows));
  download({ fileName: `${name}-${todayInStockholm()}.csv`, mediaType: 'text/csv;charset=utf-8', base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) });
}
