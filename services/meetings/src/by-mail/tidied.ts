const begin = /^BEGIN:VCALENDAR\s*$/im;
const end = /^END:VCALENDAR[ \t]*$/im;
/** `NAME;…:` or `NAME:`; what begins otherwise was cut off from the line above by a producer that does not fold (RFC 5545 §3.1). */
const property = /^[A-Za-z][A-Za-z0-9-]*[;:]/;

/** What broken producers send, as the parser takes it: one calendar, lines unfolded and ended alike, no marks of encodings, and an end. */
export function tidied(text: string): string {
  const plain = text.replaceAll('\0', '').replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const from = plain.search(begin);
  const [calendar] = plain.slice(Math.max(from, 0)).split(end) as [string];
  const lines = calendar.replace(/\n[ \t]/g, '').split('\n').filter((line) => line.trim() !== '');
  return `${joined(lines).join('\r\n')}\r\n${closing(lines)}END:VCALENDAR`;
}

function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (property.test(line) || whole.length === 0) whole.push(line.trimEnd());
    else whole[whole.length - 1] += `\\n${line.trim()}`;
  }
  return whole;
}

/** The event of a calendar that was cut off is closed too. */
function closing(lines: readonly string[]): string {
  const [begun, ended] = ['BEGIN', 'END'].map((word) => lines.filter((line) => line.trim().toUpperCase() === `${word}:VEVENT`).length) as [number, number];
  return begun > ended ? 'END:VEVENT\r\n' : '';
}
