import type { Consumer } from '@knutpunkt/contracts';

/**
 * Where a version stands after the one applied last (0 for none). A consumer of every type waits for a gap to close. One that takes only some types cannot
 * tell a gap from a type it does not take: there each event carries the whole state, and a newer one replaces all before it.
 */
export function placeInOrder({ everyVersion }: Pick<Consumer, 'everyVersion'>, applied: number, version: number): 'old' | 'next' | 'early' {
  if (version <= applied) return 'old';
  return !everyVersion || version === applied + 1 ? 'next' : 'early';
}

/** The versions, from one to another, of which one must have been applied last for this version to be next. */
export const justBefore = ({ everyVersion }: Pick<Consumer, 'everyVersion'>, version: number): readonly [number, number] => [everyVersion ? version - 1 : 0, version - 1];
