/** A stretch of somebody's time, in milliseconds since the epoch; `sure` where it is taken, else it may be. */
export interface Taken {
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
}

/** Stretches that are busy or tentative, apart from each other and in order: what overlaps or touches is one. */
export interface Merged {
  readonly busy: readonly Stretch[];
  readonly tentative: readonly Stretch[];
}

export type Stretch = readonly [from: number, to: number];

function joined(all: readonly Stretch[]): Stretch[] {
  const done: [number, number][] = [];
  for (const [from, to] of all.toSorted((a, b) => a[0] - b[0])) {
    const last = done.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) done.push([from, to]);
  }
  return done;
}

/** What of `stretches` is in none of `others`; both are joined. */
function outside(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return stretches.flatMap(([from, to]) => {
    const left: Stretch[] = [];
    let at = from;
    for (const [a, b] of others) {
      if (b <= at || a >= to) continue;
      if (a > at) left.push([at, a]);
      at = Math.max(at, b);
    }
    return at < to ? [...left, [at, to]] : left;
  });
}

/** Merges somebody's time within a period, so that nothing can be told of what it is made of: not how many meetings, nor where one ends and the next begins. */
export function merged(taken: readonly Taken[], [begin, end]: Stretch): Merged {
  const within = (sure: boolean): Stretch[] => joined(taken.filter((one) => one.sure === sure && one.from < end && one.to > begin).map((one): Stretch => [Math.max(one.from, begin), Math.min(one.to, end)]));
  const busy = within(true);
  return { busy, tentative: outside(within(false), busy) };
}

/** Whether somebody is busy, may be, or is free in all of a stretch. Takes what is merged. */
export function stateIn({ busy, tentative }: Merged, [from, to]: Stretch): 'busy' | 'tentative' | 'free' {
  if (meets(busy, from, to)) return 'busy';
  return meets(tentative, from, to) ? 'tentative' : 'free';
}

/** By halving: they are apart and in order. */
function meets(stretches: readonly Stretch[], from: number, to: number): boolean {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]![1] <= from) low = middle + 1;
    else high = middle;
  }
  return low < stretches.length && stretches[low]![0] < to;
}
