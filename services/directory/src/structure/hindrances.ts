import { AuthorityHasUnits, AuthorityOwnsGroups, FunctionHeld, HigherLevelNeeded, KeptByDirectorySystem, Problem, UnitHasFunctions, UnitHasPeople, type PartHindrance, type ProblemKind } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import type { Actor } from '@knutpunkt/persistence';

/** What is known of a part of the organisation that says whether it can change or end. */
export type Condition =
  | { readonly kind: 'authority'; readonly hasUnits: boolean; readonly ownsGroups: boolean; /** The session reaches the level of every group. */ readonly seesGroups: boolean }
  | { readonly kind: 'unit'; readonly people: number; readonly inUse: boolean }
  | { readonly kind: 'function'; readonly kept: boolean; readonly holders: readonly unknown[] };

const acts: Readonly<Record<Condition['kind'], readonly Action[]>> = {
  authority: ['structure.keep', 'structure.end'], unit: ['structure.keep', 'structure.end'], function: ['structure.keep', 'structure.end', 'function.give', 'function.take'],
};

/** What keeps anybody from doing this with the part as it stands now; null where nothing does. */
export function hindranceOf(part: Condition, act: Action): PartHindrance | null {
  if (part.kind === 'function' && part.kept) return 'kept-by-directory-system';
  if (act !== 'structure.end') return null;
  switch (part.kind) {
    case 'authority': return part.hasUnits ? 'authority-has-units' : !part.seesGroups ? 'higher-level-needed' : part.ownsGroups ? 'authority-owns-groups' : null;
    case 'unit': return part.people > 0 ? 'unit-has-people' : part.inUse ? 'unit-has-functions' : null;
    case 'function': return part.holders.length > 0 ? 'function-held' : null;
  }
}

const kinds: Readonly<Record<PartHindrance, ProblemKind>> = {
  'authority-has-units': AuthorityHasUnits, 'higher-level-needed': HigherLevelNeeded, 'authority-owns-groups': AuthorityOwnsGroups, 'unit-has-people': UnitHasPeople, 'unit-has-functions': UnitHasFunctions, 'function-held': FunctionHeld, 'kept-by-directory-system': KeptByDirectorySystem,
};

/** Throws what keeps anybody from doing this with the part. */
export function requireUnhindered(part: Condition, act: Action): void {
  const because = hindranceOf(part, act);
  if (because) throw new Problem(kinds[because]);
}

/** What the actor can do with the part now, and what not and why. */
export function mayWith(actor: Actor, part: Condition): { may: Action[]; cannot: { act: Action; because: PartHindrance }[] } {
  const allowed = acts[part.kind].filter((act) => decide(actor, act));
  return {
    may: allowed.filter((act) => hindranceOf(part, act) === null),
    cannot: allowed.flatMap((act) => { const because = hindranceOf(part, act); return because ? [{ act, because }] : []; }),
  };
}
