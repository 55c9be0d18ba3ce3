import { AlreadyNominated, GuestUntil, NoAgreementInForce, OnlyAsGuest, OwnOrganisationsPerson, Problem, UnknownPerson, WrongState } from '@knutpunkt/contracts';
import { requireBeginning, type Addition } from '../memberships/membership.js';
import { holdsBetween, type AgreementRow } from '../agreements/agreement-rows.js';
import type { MemberRole } from '@knutpunkt/persistence';
import type { NominationRow } from './nomination-rows.js';

/** A nomination about to be made: as a membership would be, by which organisation's word, to whose group, and whether the person waits for a key already. */
export interface Nominating extends Addition {
  readonly ownerOrganisationId: string;
  readonly waits: boolean;
  readonly groupLevel: 'GENERAL' | 'INDIVIDUAL';
  readonly role: MemberRole;
}

const longestDays = 366;

/** Throws UnknownPerson, OwnOrganisationsPerson (who is added without a nomination where the group is general), OnlyAsGuest, GuestUntil, EndsBeforeItBegins, AlreadyMember or AlreadyNominated. */
export function requireNominable({ ownerOrganisationId, waits, groupLevel, role, ...addition }: Nominating, now: Date): void {
  if (!addition.candidate) throw Problem.at(UnknownPerson, '/personId', 'There is no such person.');
  if (addition.candidate.organisationId === ownerOrganisationId && groupLevel === 'GENERAL') throw Problem.at(OwnOrganisationsPerson, '/personId', 'The person works at the organisation that owns the group.');
  if (!addition.candidate.boundByOsl) requireGuest({ groupLevel, role, validTo: addition.validTo }, now);
  requireBeginning(addition, now);
  if (waits) throw Problem.at(AlreadyNominated, '/personId', 'The person already waits for a key.');
}

/** Who works at no authority is bound by no secrecy act: throws OnlyAsGuest for anything but a guest at general level, and GuestUntil without a day within a year. */
export function requireGuest({ groupLevel, role, validTo }: Pick<Nominating, 'groupLevel' | 'role' | 'validTo'>, now: Date): void {
  if (groupLevel !== 'GENERAL' || role !== 'guest') throw Problem.at(OnlyAsGuest, '/role', 'The person works at no authority.');
  if (validTo === null || validTo.getTime() > now.getTime() + longestDays * 86_400_000) throw Problem.at(GuestUntil, '/validTo', 'Say until which day, a year ahead at most.');
}

/** Throws WrongState where it waits for no key any more. */
export function requireWaiting({ state }: Pick<NominationRow, 'state'>): void {
  if (state !== 'pending') throw new Problem(WrongState, { from: state, allowed: ['pending'] });
}

/** Throws NoAgreementInForce unless this agreement holds between the two organisations when the seat begins; within one none is needed. */
export function requireAgreement(agreement: AgreementRow | undefined, organisations: readonly [string, string], begins: Date): void {
  if (organisations[0] === organisations[1]) return;
  if (!agreement || !holdsBetween(agreement, organisations, begins)) throw Problem.at(NoAgreementInForce, '/agreementId', 'The agreement does not hold between the two organisations when the seat begins.');
}
