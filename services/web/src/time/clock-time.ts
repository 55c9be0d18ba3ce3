const forms = [/^(\d{1,2})$/, /^(\d{1,2})(\d{2})$/, /^(\d{1,2})[.:,\s](\d{2})$/];

/** Reads a time of day as people type it: 9, 09, 930, 0930, 09.30, 9:30, "kl. 9.30". Gives hh:mm, or undefined when it is not a time. */
export function parseClockTime(text: string): string | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^kl\.?\s*/, '');
  const match = forms.map((form) => form.exec(typed)).find((found) => found !== null);
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? '0')];
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A time of day (hh:mm) in Swedish writing: 09.30. */
export const dotted = (time: string): string => time.replace(':', '.');
