import { AlreadyMember, EndsBeforeItBegins, MembershipAlreadyEnded, OtherOrganisationsPerson, Problem, UnknownPerson } from '@knutpunkt/contracts';

/** From when to when (null: until somebody ends it) a person belongs to a group. */
export interface Period {
  readonly validFrom: Date;
  readonly validTo: Date | null;
  /** The person sits in for another. */
  readonly sitsIn?: boolean;
}

/** A person whom the administrator named. */
export interface Candidate {
  readonly organisationId: string;
  readonly active: boolean;
  /** Works at an authority, or at what the secrecy act equates with one. */
  readonly boundByOsl: boolean;
}

/** A membership to be added: the person if the administrator may see that one, the person's memberships in the group so far, and when it shall end. */
export interface Addition {
  readonly candidate: Candidate | undefined;
  readonly earlier: readonly Period[];
  readonly validTo: Date | null;
}

export const hasEnded = ({ validTo }: Period, now: Date): boolean => validTo !== null && validTo <= now;

/** Throws UnknownPerson, OtherOrganisationsPerson (nobody adds another organisation's person alone), EndsBeforeItBegins or AlreadyMember. */
export function requireAddable(addition: Addition, myOrganisationId: string, now: Date): void {
  if (!addition.candidate) throw Problem.at(UnknownPerson, '/personId', 'There is no such person.');
  if (addition.candidate.organisationId !== myOrganisationId) throw Problem.at(OtherOrganisationsPerson, '/personId', 'Another organisation\'s person is nominated.');
  requireBeginning(addition, now);
  if (addition.candidate.boundByOsl && !addition.earlier.every((period) => hasEnded(period, now))) throw alreadyMember();
}

const alreadyMember = (): Problem => Problem.at(AlreadyMember, '/personId', 'The person is a member already.');

/** Whoever the person works for: throws UnknownPerson for one who no longer does, EndsBeforeItBegins or AlreadyMember. */
export function requireBeginning({ candidate, earlier, validTo }: Addition, now: Date): void {
  if (!candidate?.active) throw Problem.at(UnknownPerson, '/personId', 'The person no longer works here.');
  if (validTo && validTo <= now) throw Problem.at(EndsBeforeItBegins, '/validTo', 'The membership would end before it begins.');
  if (!isProlonged(earlier, validTo, now)) throw alreadyMember();
}

/** Whose time is running out may be given more: whoever is a member until an instant before this one, and not in another's place. */
const isProlonged = (earlier: readonly Period[], validTo: Date | null, now: Date): boolean =>
  earlier.every((period) => hasEnded(period, now) || (!period.sitsIn && period.validTo !== null && (validTo === null || period.validTo < validTo)));

/** From when a further time runs: where the last of what there is ends, else now. */
export const beginsAt = (earlier: readonly Period[], now: Date): Date => new Date(Math.max(now.getTime(), ...earlier.map(({ validTo }) => validTo?.getTime() ?? 0)));

/** Throws MembershipAlreadyEnded. */
export function requireNotEnded(period: Period, now: Date): void {
  if (hasEnded(period, now)) throw new Problem(MembershipAlreadyEnded);
}
