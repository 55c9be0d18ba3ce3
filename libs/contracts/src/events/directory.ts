import * as z from 'zod';
import { event } from '../event.js';
import { Id, Instant } from '../text.js';
import { GroupLevel, MemberRole } from '../operations/directory.js';
import { AgreementState } from '../operations/agreements.js';
import { KeySide, NominationState } from '../operations/nominations.js';

/** Directory events carry the whole state: the newest version alone is enough to know it. `at` is its place among all directory events. */
const place = { at: z.number().int() };

export const OrganisationChanged = event('directory', 'organisation', 'changed', 1, z.object({ ...place, id: Id, code: z.string(), name: z.string(), type: z.string(), identityProvider: z.string(), boundByOsl: z.boolean(), status: z.enum(['active', 'paused', 'ended']) }));
/** `status` says nothing in what was told before authorities and units could end: they are active then. */
const lasting = { status: z.enum(['active', 'ended']).optional() };
export const AuthorityChanged = event('directory', 'authority', 'changed', 1, z.object({ ...place, id: Id, organisationId: Id, name: z.string(), ...lasting }));
export const UnitChanged = event('directory', 'unit', 'changed', 1, z.object({ ...place, id: Id, authorityId: Id, name: z.string(), ...lasting }));
/** Staff only. `homeId` is the immutable id at the organisation's own identity provider. `aliases`: other addresses that the person answers mail from, none where it is absent; mail goes to `email` alone. */
export const PersonChanged = event('directory', 'person', 'changed', 1, z.object({
  ...place, id: Id, organisationId: Id, authorityId: Id, unitId: Id, homeId: z.string(), name: z.string(), title: z.string(), email: z.string(), aliases: z.array(z.string()).optional(), locale: z.enum(['sv', 'en']),
  roles: z.array(z.enum(['administrator', 'hub-administrator', 'coordinator'])), status: z.enum(['invited', 'active', 'dormant', 'ended']), validFrom: Instant, validTo: Instant.nullable(),
}));
/** `status` says nothing in what was told before functions could be removed: it is active then. */
export const FunctionChanged = event('directory', 'function', 'changed', 1, z.object({
  ...place, id: Id, unitId: Id, authorityId: Id, organisationId: Id, name: z.string(), email: z.string(), status: z.enum(['active', 'removed']).optional(),
  holders: z.array(z.object({ personId: Id, validFrom: Instant, validTo: Instant.nullable() })),
}));
/** `restedAt`: when it began to rest last, also where it goes on again; null or absent where it never did, as far as is known. `endsAt`: when everybody's seat ends, of one that is wound up; null or absent where it is not, as far as is known. */
export const GroupChanged = event('directory', 'group', 'changed', 1, z.object({
  ...place, id: Id, name: z.string(), level: GroupLevel, ownerAuthorityId: Id, requiredAssuranceLevel: z.number().int(), status: z.enum(['draft', 'established', 'dormant', 'archived']), restedAt: Instant.nullable().optional(), endsAt: Instant.nullable().optional(),
}));
export const MembershipChanged = event('directory', 'membership', 'changed', 1, z.object({ ...place, id: Id, groupId: Id, personId: Id, role: MemberRole, validFrom: Instant, validTo: Instant.nullable() }));

/** Told to those who hold the next key; it gives no right, so that no other service keeps it. */
export const NominationChanged = event('directory', 'nomination', 'changed', 1, z.object({
  id: Id, groupId: Id, homeOrganisationId: Id, ownerOrganisationId: Id, requiredAssuranceLevel: z.number().int(), awaits: KeySide.nullable(), state: NominationState,
}));
/** Something waits for the word of a second person, or no longer does: told to those who can give it. Of whom and where is read by who may. */
export const ProposalChanged = event('directory', 'proposal', 'changed', 1, z.object({
  id: Id, of: z.enum(['nomination', 'administrator', 'administrator-of-another']), state: z.enum(['open', 'closed']), requiredAssuranceLevel: z.number().int(), until: z.iso.date(), administrators: z.array(Id),
}));
/** A draft of a group of individual level waits for the word of a second administrator, or no longer does: told to those who can give it. What the group is to be is read by who may. */
export const GroupProposalChanged = event('directory', 'group-proposal', 'changed', 1, z.object({
  draftId: Id, state: z.enum(['open', 'closed']), requiredAssuranceLevel: z.number().int(), until: z.iso.date(), administrators: z.array(Id),
}));
/** A guest's time in another organisation's group nears its end, or that is settled and waits for nobody (closed, told to nobody by name): told to those who can begin to prolong it. Of whom is read in the group, by sessions that reach its level. */
export const GuestEndAnnounced = event('directory', 'guest-end', 'announced', 1, z.object({ id: Id, groupId: Id, state: z.enum(['open', 'closed']), requiredAssuranceLevel: z.number().int(), lastDay: z.iso.date(), administrators: z.array(Id) }));
/** An agreement on which seats rest nears its end, or that waits for nobody any more (closed, told to nobody by name): told to the administrators of those who sit there and of whose the groups are. */
export const AgreementEndAnnounced = event('directory', 'agreement-end', 'announced', 1, z.object({ id: Id, state: z.enum(['open', 'closed']), lastDay: z.iso.date(), administrators: z.array(Id) }));
/** Told to its parties; what rests on it is told by itself. */
export const AgreementChanged = event('directory', 'agreement', 'changed', 1, z.object({ id: Id, parties: z.array(Id), state: AgreementState }));

/** How far an organisation's access review has come, told to those who administer the organisation then. */
export const ReviewChanged = event('directory', 'review', 'changed', 1, z.object({
  id: Id, organisationId: Id, what: z.enum(['opened', 'reminded', 'closed']), lastDay: z.iso.date(), administrators: z.array(Id),
}));
/** Somebody decided of a seat; not what. Told to screens whose session may see the seat. */
export const SeatAttested = event('directory', 'review-seat', 'attested', 1, z.object({ id: Id, reviewId: Id, organisationId: Id, requiredAssuranceLevel: z.number().int() }));

export const directoryEvents = [OrganisationChanged, AuthorityChanged, UnitChanged, PersonChanged, FunctionChanged, GroupChanged, MembershipChanged] as const;
