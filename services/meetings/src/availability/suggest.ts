import { stateIn, type Merged, type Stretch } from './merged.js';

/** One who is asked about: of which organisation, and the merged time; null where nothing is known. */
export interface Asked {
  readonly organisation: string;
  readonly time: Merged | null;
  /** True where something may not be known: for a function, whose holder has a calendar elsewhere, or a calendar that cannot be read. Such a one is never said to be free. */
  readonly isUnsure?: boolean;
}

export interface Rules {
  readonly quorum: 'everybody' | 'each-organisation';
  /** Those without whom it cannot be, by their number. */
  readonly required: readonly number[];
  /** Milliseconds that must be free before and after. */
  readonly buffer: number;
}

type State = 'busy' | 'tentative' | 'free' | 'unknown';

/** How a time stands: for each of those asked about, and whether the rules let it be. */
export interface Slot {
  readonly stretch: Stretch;
  readonly each: readonly State[];
  readonly free: number;
  readonly tentative: number;
  readonly busy: number;
  readonly fits: boolean;
}

const count = (each: readonly State[], state: State): number => each.filter((one) => one === state).length;
/** Who may be busy, or of whom nothing is known, may come. */
const mayCome = (state: State): boolean => state !== 'busy';

function fits(each: readonly State[], asked: readonly Asked[], { quorum, required }: Rules): boolean {
  if (required.some((one) => !mayCome(each[one] ?? 'busy'))) return false;
  if (quorum === 'everybody') return each.every(mayCome);
  return [...new Set(asked.map((one) => one.organisation))].every((organisation) => asked.some((one, at) => one.organisation === organisation && mayCome(each[at]!)));
}

function stateOf({ time, isUnsure }: Asked, around: Stretch): State {
  const state = time ? stateIn(time, around) : 'unknown';
  return isUnsure && state === 'free' ? 'unknown' : state;
}

/** How each of the times stands, in their order. Pure; it reads nothing but merged time. */
export function slotsOf(times: readonly Stretch[], asked: readonly Asked[], rules: Rules): Slot[] {
  return times.map((stretch) => {
    const around: Stretch = [stretch[0] - rules.buffer, stretch[1] + rules.buffer];
    const each = asked.map((one) => stateOf(one, around));
    return { stretch, each, free: count(each, 'free'), tentative: count(each, 'tentative'), busy: count(each, 'busy'), fits: fits(each, asked, rules) };
  });
}

const better = (a: Slot, b: Slot): number => b.free - a.free || a.busy - b.busy || a.stretch[0] - b.stretch[0];

/** The best times that the rules allow, at most three, none of which overlaps another: those at which most are free; the earliest first among equals. Times are compared, never people. */
export function bestOf(slots: readonly Slot[]): Slot[] {
  const best: Slot[] = [];
  for (const slot of slots.filter((one) => one.fits).toSorted(better)) {
    if (best.length === 3) break;
    if (best.every(({ stretch: [from, to] }) => slot.stretch[1] <= from || slot.stretch[0] >= to)) best.push(slot);
  }
  return best;
}
