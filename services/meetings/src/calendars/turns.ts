/** Does at most so many things at a time; who comes later waits, in order. */
export function takingTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const next = (): void => {
    const first = waiting.shift();
    if (first) first();
    else busy -= 1;
  };
  return async (work) => {
    if (busy < most) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return work().finally(next);
  };
}
