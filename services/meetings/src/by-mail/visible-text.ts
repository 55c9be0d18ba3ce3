/** Control characters but tab and newline, and those that change the direction of text. */
const hidden = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufeff\u200b]/gu;
const longest = 500;

/** A text from elsewhere as the hub keeps texts: normalised (NFC), one kind of newline, nothing that cannot be shown, as long as a comment may be. */
export function visibleText(text: string): string {
  const clean = text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replaceAll(hidden, '').trim();
  // Cut between code units: half a surrogate that is left is taken away.
  return clean.length > longest ? `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '').trimEnd()}…` : clean;
}
