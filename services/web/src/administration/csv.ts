/** What a spreadsheet would take for a formula, after any white space (CWE-1236). */
const formula = /^[\s]*[=+\-@]|^[\t\r]/;

const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Rows as a Swedish spreadsheet opens them: UTF-8 with a byte order mark, semicolons, every cell quoted, none a formula. */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
