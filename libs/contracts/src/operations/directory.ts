import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, problem } from '../problem.js';
import { Id, Instant, line, searchText } from '../text.js';

export const OrganisationRef = z.object({ id: Id, code: z.string(), name: z.string() });
export const AuthorityRef = z.object({ id: Id, name: z.string(), organisation: OrganisationRef });
/** A member of staff, as others may see: never anybody who is not staff. */
export const PersonRef = z.object({ id: Id, name: z.string(), title: z.string(), organisation: OrganisationRef });
export const FunctionRef = z.object({ id: Id, name: z.string(), organisation: OrganisationRef });
export type OrganisationRef = z.infer<typeof OrganisationRef>;
export type PersonRef = z.infer<typeof PersonRef>;
export type FunctionRef = z.infer<typeof FunctionRef>;

export const GroupLevel = z.enum(['GENERAL', 'INDIVIDUAL']);
/** A group that rests calls nobody; one that is wound up is read until its seats end, and archived then. */
export const GroupState = z.enum(['established', 'resting', 'winding-up', 'archived']);
/** `calendar` sees that a meeting exists, when and where, and nothing else. */
export const MemberRole = z.enum(['chair', 'secretary', 'member', 'guest', 'calendar']);

/** Nobody is let in, and nothing changed, any more. */
export const GroupEnds = problem('group-ends', 409, 'The group is wound up, or has been');
export const MembershipAlreadyEnded = problem('membership-already-ended', 409, 'The membership has already ended');
export const AlreadyMember = problem('already-member', 409, 'The person is already a member of the group');
export const OtherOrganisationsPerson = problem('other-organisations-person', 409, 'Another organisation\'s person is nominated by that organisation');
/** What widens access within an organisation is agreed on by two of its administrators. */
export const SecondPersonNeeded = problem('second-person-needed', 409, 'Another administrator of the organisation must agree first');
export const SeatIsPersonal = problem('seat-is-personal', 409, 'The seat represents no unit, or is sat in itself');
export const SubstituteTooLong = problem('substitute-too-long', 422, 'Somebody sits in for 92 days at most, and no longer than the seat');
export const UnknownPerson = problem('unknown-person', 422, 'The person is not known');
export const EndsBeforeItBegins = problem('ends-before-it-begins', 422, 'It ends before it begins');

export const MeView = z.object({
  person: PersonRef,
  authority: AuthorityRef,
  unit: z.object({ id: Id, name: z.string() }),
  assuranceLevel: z.number().int(),
  /** True for one who belongs to something that a login at a higher level would show. */
  couldStepUp: z.boolean(),
  administers: z.boolean(),
  functions: z.array(FunctionRef),
  /** Where mail goes, and from which other addresses one can answer it. */
  addresses: z.object({ primary: z.string(), others: z.array(z.string()) }).optional(),
  may: z.array(z.string()),
});
export const Me = operation({
  name: 'Me', service: 'directory', method: 'GET', path: '/me', action: 'me.read', summary: 'Who I am here, and what I may do',
  input: z.strictObject({}), output: MeView,
});

export const GroupSummary = z.object({ id: Id, name: z.string(), state: GroupState, level: GroupLevel, type: z.string(), owner: AuthorityRef, myRole: MemberRole.nullable(), members: z.number().int().nullable(), may: z.array(z.string()) });
export const MyGroups = operation({
  name: 'MyGroups', service: 'directory', method: 'GET', path: '/groups', action: 'group.list', summary: 'The groups that I belong to or administer',
  input: z.strictObject({}), output: z.object({ items: z.array(GroupSummary) }),
});

export const MembershipView = z.object({
  id: Id, version: z.string(), person: PersonRef, role: MemberRole,
  /** What the person represents; then others of that one's unit may sit in. */
  seat: z.string().nullable(),
  /** Whose seat the person sits in, for the period; absent where it is the own. */
  substituteFor: z.string().nullable(),
  validFrom: Instant, validTo: Instant.nullable(), may: z.array(z.string()),
});
export const GroupView = z.object({
  id: Id, version: z.string(), name: z.string(), state: GroupState, /** When everybody's seat ends, of a group that is wound up. */ endsAt: Instant.nullable(), level: GroupLevel, type: z.string(), purpose: z.string(), owner: AuthorityRef, requiredAssuranceLevel: z.number().int(),
  myRole: MemberRole.nullable(),
  /** Absent for those who see the group's calendar only. */
  members: z.array(MembershipView).nullable(),
  may: z.array(z.string()),
});
export const GroupDetails = operation({
  name: 'GroupDetails', service: 'directory', method: 'GET', path: '/groups/{groupId}', action: 'group.read', summary: 'A group: what it is for, and its members by organisation',
  input: z.strictObject({ groupId: Id }), output: GroupView, problems: [NotFound],
});

export const PossibleMembers = operation({
  name: 'PossibleMembers', service: 'directory', method: 'GET', path: '/groups/{groupId}/possible-members', action: 'membership.let-in', summary: 'People whom I may let into the group, alone or with another administrator; at most 50, a longer search finds the others',
  input: z.strictObject({ groupId: Id, search: searchText }), output: z.object({ items: z.array(PersonRef) }), problems: [NotFound],
});
export const AddMember = operation({
  name: 'AddMember', service: 'directory', method: 'POST', path: '/groups/{groupId}/members', action: 'membership.add', status: 201, fresh: true, summary: 'Adds a person of my own organisation to the group; to one of individual level the person is nominated, and two people agree',
  input: z.strictObject({ groupId: Id, personId: Id, role: MemberRole.default('member'), seat: line(120).optional(), validTo: Instant.optional() }),
  output: MembershipView, problems: [NotFound, GroupEnds, AlreadyMember, OtherOrganisationsPerson, SecondPersonNeeded, UnknownPerson, EndsBeforeItBegins, PersonalIdentityNumber],
});
export const EndMembership = operation({
  name: 'EndMembership', service: 'directory', method: 'POST', path: '/groups/{groupId}/members/{membershipId}/end', action: 'membership.end', ifMatch: true, summary: 'Ends a membership now; what the person saw through the group is gone at once',
  input: z.strictObject({ groupId: Id, membershipId: Id }),
  output: MembershipView, problems: [NotFound, VersionMissing, Stale, MembershipAlreadyEnded],
});

const held = { groupId: Id, membershipId: Id };
export const PossibleSubstitutes = operation({
  name: 'PossibleSubstitutes', service: 'directory', method: 'GET', path: '/groups/{groupId}/members/{membershipId}/possible-substitutes', action: 'membership.substitute',
  summary: 'Others of the unit that a seat represents, who may sit in; at most 50, a longer search finds the others', input: z.strictObject({ ...held, search: searchText }), output: z.object({ items: z.array(PersonRef) }), problems: [NotFound],
});
export const AddSubstitute = operation({
  name: 'AddSubstitute', service: 'directory', method: 'POST', path: '/groups/{groupId}/members/{membershipId}/substitutes', action: 'membership.substitute', status: 201, fresh: true,
  summary: 'Has another of the unit sit in its seat in a general group from one instant to another, 92 days at most; it ends by itself, and with the seat', input: z.strictObject({ ...held, personId: Id, from: Instant, to: Instant }),
  output: MembershipView, problems: [NotFound, GroupEnds, AlreadyMember, SecondPersonNeeded, SeatIsPersonal, SubstituteTooLong, UnknownPerson, EndsBeforeItBegins],
});

export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonRef }),
  z.object({ kind: z.literal('function'), function: FunctionRef }),
]);
export const PossibleParticipants = operation({
  name: 'PossibleParticipants', service: 'directory', method: 'GET', path: '/possible-participants', action: 'participant.search', summary: 'People and functions that I may invite: my organisation\'s, my groups\', and every organisation\'s functions; at most 50 of each, a longer search finds the others',
  input: z.strictObject({ search: searchText }), output: z.object({ items: z.array(Addressee) }),
});
