import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Id, Instant, line, searchText } from '../text.js';
import { AlreadyMember, AuthorityRef, EndsBeforeItBegins, GroupLevel, MemberRole, PersonRef, UnknownPerson, GroupEnds } from './directory.js';

/** Between the two organisations, now. */
export const NoAgreementInForce = problem('no-agreement-in-force', 409, 'No agreement is in force between the two organisations');
export const AlreadyNominated = problem('already-nominated', 409, 'The person already waits for a key to the group');
/** Whoever works at no authority (an association, say) is in others' groups only as a guest, at general level, and for a time. */
export const OnlyAsGuest = problem('only-as-guest', 409, 'Who works at no authority is only a guest, and only in a group of general level');
export const GuestUntil = problem('guest-until', 422, 'A guest stays until a day that is said, a year ahead at most');
export const OwnOrganisationsPerson = problem('own-organisations-person', 409, 'A person of the group\'s own organisation is added directly');

/** Who holds a key: the person's own organisation, or the one that owns the group. */
export const KeySide = z.enum(['home', 'owner']);
export const NominationState = z.enum(['pending', 'confirmed', 'declined', 'withdrawn', 'expired']);

/** That somebody is to sit in another organisation's group, or in the own organisation's at individual level: both keys are its own then, turned by two people. It gives no right before both organisations have turned their keys. */
export const NominationView = z.object({
  id: Id, version: z.string(),
  /** Absent where the group is out of the reader's sight, now that nobody is asked any more. */
  group: z.object({ id: Id, name: z.string(), level: GroupLevel, purpose: z.string(), owner: AuthorityRef }).nullable(),
  person: PersonRef, role: MemberRole, seat: z.string().nullable(),
  /** Who turned the first key, where that was somebody of the reader's organisation. */
  proposedBy: z.string().nullable(),
  /** What it rests on; absent where the reader cannot see it. */
  agreement: z.object({ id: Id, name: z.string() }).nullable(),
  /** When the membership shall end: with the agreement at the latest. */
  validTo: Instant.nullable(),
  /** Whose key was turned first, and whose is missing (null once it is closed). */
  begunBy: KeySide, awaits: KeySide.nullable(),
  /** True where it waits for the reader's organisation, and nobody there but the person and who turned the first key administers it now. */
  nobodyElse: z.boolean(),
  state: NominationState, createdAt: Instant,
  /** After this instant nobody can confirm it. */
  expiresAt: Instant,
  /** Why it was declined. */
  reason: z.string().nullable(),
  may: z.array(z.string()),
});

const one = z.strictObject({ nominationId: Id });
const changing = { service: 'directory', method: 'POST', ifMatch: true, output: NominationView } as const;
const refusals = [NotFound, VersionMissing, Stale, WrongState];

export const PendingNominations = operation({
  name: 'PendingNominations', service: 'directory', method: 'GET', path: '/nominations', action: 'nomination.list',
  summary: 'What waits for a key of my organisation or of another, as administrators see it; those that I may turn come first; and what was declined in the last 30 days, with its reason',
  input: z.strictObject({}), output: z.object({ items: z.array(NominationView) }),
});
export const PossibleNominees = operation({
  name: 'PossibleNominees', service: 'directory', method: 'GET', path: '/groups/{groupId}/possible-nominees', action: 'nomination.make',
  summary: 'People whom I may nominate to another\'s group, or ask others for to my own; at most 50, a longer search finds the others',
  input: z.strictObject({ groupId: Id, search: searchText }), output: z.object({ items: z.array(PersonRef.extend({
    /** Works at no authority: only as a guest, at general level and until a day within a year. */
    onlyAsGuest: z.boolean(),
  })) }), problems: [NotFound],
});
export const NominateMember = operation({
  name: 'NominateMember', service: 'directory', fresh: true, method: 'POST', path: '/groups/{groupId}/nominations', action: 'nomination.make', status: 201,
  summary: 'Turns the first of two keys: nominates my person to another\'s group, asks another organisation for its person to mine, or proposes my own person for my group of individual level; gives no right yet',
  input: z.strictObject({ groupId: Id, personId: Id, agreementId: Id.optional(), role: MemberRole.default('member'), seat: line(120).optional(), validTo: Instant.optional() }),
  output: NominationView, problems: [NotFound, GroupEnds, AlreadyMember, AlreadyNominated, OwnOrganisationsPerson, UnknownPerson, EndsBeforeItBegins, NoAgreementInForce, OnlyAsGuest, GuestUntil, PersonalIdentityNumber],
});
export const ConfirmNomination = operation({
  ...changing, name: 'ConfirmNomination', fresh: true, path: '/nominations/{nominationId}/confirm', action: 'nomination.confirm',
  summary: 'Turns the second key: the person is a member at once', input: one, problems: [...refusals, AlreadyMember, UnknownPerson, EndsBeforeItBegins, NoAgreementInForce, OnlyAsGuest, GuestUntil],
});
export const DeclineNomination = operation({
  ...changing, name: 'DeclineNomination', path: '/nominations/{nominationId}/decline', action: 'nomination.decline',
  summary: 'Does not turn the second key, with a reason that both organisations read', input: one.extend({ reason: line(500) }), problems: [...refusals, PersonalIdentityNumber],
});
export const WithdrawNomination = operation({
  ...changing, name: 'WithdrawNomination', path: '/nominations/{nominationId}/withdraw', action: 'nomination.withdraw',
  summary: 'Takes the first key back', input: one, problems: refusals,
});
