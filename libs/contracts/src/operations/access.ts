import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, Stale, VersionMissing, WrongState } from '../problem.js';
import { Cursor, Id, Instant } from '../text.js';
import { GroupLevel, MemberRole, MembershipView, OrganisationRef, PersonRef } from './directory.js';
import { UnknownAgreement } from './groups.js';
import { Sight } from './meetings.js';
import { NoAgreementInForce } from './nominations.js';

const Named = z.object({ id: Id, name: z.string() });

/** What somebody outside can see of ours now: through which group, since when, on which agreement and until when (null: until somebody ends it). */
export const PartnerRight = z.object({
  id: Id, group: Named.extend({ level: GroupLevel }), person: PersonRef, role: MemberRole, seat: z.string().nullable(), since: Instant, until: Instant.nullable(),
  /** Whose seat the person sits in for that period; absent where it is the own. */
  substituteFor: z.string().nullable(),
  /** Absent for one that was there before agreements were asked for. */
  agreement: Named.nullable(),
  /** What the seat is for: the purpose of the agreement that its group serves, else what the group is for in its own words. */
  purpose: z.string().nullable().default(null),
  version: z.string(), may: z.array(z.string()),
});
export const PartnerAccess = operation({
  name: 'PartnerAccess', service: 'directory', method: 'GET', path: '/partner-access', action: 'access.list', summary: 'Who outside my organisation can see what of ours now, through our groups; for its administrators, as far as their session reaches',
  input: z.strictObject({}), output: z.object({ items: z.array(PartnerRight) }),
});
export const AgreeOnSeat = operation({
  name: 'AgreeOnSeat', service: 'directory', method: 'POST', path: '/groups/{groupId}/members/{membershipId}/agreement', action: 'membership.agree', ifMatch: true, fresh: true,
  summary: 'Puts an agreement on another organisation\'s seat in a group of mine that was there before agreements were asked for; it ends with the agreement from then on, and whoever sits in it does',
  input: z.strictObject({ groupId: Id, membershipId: Id, agreementId: Id }), output: MembershipView, problems: [NotFound, VersionMissing, Stale, WrongState, UnknownAgreement, NoAgreementInForce],
});

/** A calendar date in Sweden, as precisely as a use is told; null where no use is known. */
const lastUsed = z.iso.date().nullable();

/** What is shared with somebody outside past our own groups: with whom, how many things, since when the first and until when the last (null: until somebody takes it back). Which ones, and what is in them, is their readers'. */
export const SharedRight = z.object({
  id: Id, kind: z.enum(['person', 'function', 'unit', 'authority', 'group']), name: z.string(), organisation: OrganisationRef, level: Sight, count: z.number().int(), since: Instant, until: Instant.nullable(), lastUsed,
});
export type SharedRight = z.infer<typeof SharedRight>;
/** When somebody of another organisation was last seen to use a seat in our group. What is read at general level is not logged, and so not known. */
export const SeatUse = z.object({ groupId: Id, personId: Id, lastUsed: z.iso.date() });

export const MeetingAccess = operation({
  name: 'MeetingAccess', service: 'meetings', method: 'GET', path: '/partner-access/meetings', action: 'access.list', summary: 'Who outside my organisation sees its meetings now though not through a group of its own, and when seats in its groups were last used at meetings; for its administrators',
  input: z.strictObject({}), output: z.object({ items: z.array(SharedRight), seats: z.array(SeatUse) }),
});
export const ReferralAccess = operation({
  name: 'ReferralAccess', service: 'referrals', method: 'GET', path: '/partner-access/referrals', action: 'access.list', summary: 'Who outside my organisation sees its requests, and its answers to others\', now; for its administrators',
  input: z.strictObject({}), output: z.object({ items: z.array(SharedRight) }),
});

/** What an administrative act changed: a name, a role or an instant as it was and as it became (null: none, or nothing that the log keeps: of a text, a name or an address only that it was changed). */
export const ChangedByAct = z.object({
  what: z.enum(['role', 'end', 'unit', 'member', 'party', 'name', 'title', 'email', 'aliases', 'purpose', 'type', 'level', 'requiredAssuranceLevel', 'authorityId', 'agreementId', 'agreedPurpose']), before: z.string().nullable(), after: z.string().nullable(),
});
export type ChangedByAct = z.infer<typeof ChangedByAct>;

/** Why the hub did something by itself: the review's last day had passed, what a seat rested on had ended, or what a login or the time without one leads to. */
export const BecauseOf = z.enum(['review', 'agreement', 'organisation', 'group', 'seat', 'left', 'moved', 'directory-system', 'no-login', 'login']);

/** Something that an administrator did, the organisation's directory system, or the hub by itself: to whom and what, as it was and as it became. Never a text that somebody wrote. `by` is null where nobody did it. */
export const AdministrativeAct = z.object({
  id: Id, at: Instant, actor: z.enum(['person', 'directory-system', 'hub']), by: PersonRef.nullable(), because: BecauseOf.nullable(), action: z.string(), group: Named.nullable(), person: PersonRef.nullable(), agreement: Named.nullable(),
  /** The authority, unit or function of the own organisation that it is about. */
  part: Named.nullable(),
  before: z.string().nullable(), after: z.string().nullable(), changes: z.array(ChangedByAct),
});
export const AdministrationLog = operation({
  name: 'AdministrationLog', service: 'directory', method: 'GET', path: '/administration-log', action: 'log.read', summary: 'What administrators of my organisation have done and its directory system, others to our groups, the hub\'s to the organisation, and what the hub did by itself with our people and groups; newest first',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() }), output: z.object({ items: z.array(AdministrativeAct), next: z.string().nullable() }),
});
