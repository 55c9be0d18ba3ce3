/** Collects keys for a while (milliseconds after the first) and hands each of them on once. An empty key stands for all, and swallows the others. */
export function gathering(patience: number, hand: (keys: readonly unknown[][]) => void): (keys: readonly unknown[][]) => void {
  const gathered = new Map<string, unknown[]>();
  const handOn = (): void => {
    const all = [...gathered.values()];
    gathered.clear();
    hand(all.some((key) => key.length === 0) ? [[]] : all);
  };
  return (keys) => {
    if (gathered.size === 0) setTimeout(handOn, patience);
    keys.forEach((key) => gathered.set(JSON.stringify(key), key));
  };
}
