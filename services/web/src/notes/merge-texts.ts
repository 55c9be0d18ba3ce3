/** Two texts as one, to be read through: theirs, and after it the lines of mine that it does not have. Where both continue the same text, only what was added is put after theirs. */
export function mergeTexts({ base, theirs, mine }: { base: string; theirs: string; mine: string }): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const known = new Set([...theirs.split('\n'), ...base.split('\n')].map((line) => line.trim()));
  const added = mine.split('\n').filter((line) => line.trim() !== '' && !known.has(line.trim()));
  return [theirs.trimEnd(), ...added].filter((part) => part !== '').join('\n');
}
