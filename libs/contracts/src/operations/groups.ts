import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Id, Instant, line, prose } from '../text.js';
import { AuthorityRef, EndsBeforeItBegins, GroupEnds, GroupLevel, GroupView, SecondPersonNeeded } from './directory.js';

export const GroupNameTaken = problem('group-name-taken', 409, 'Another group has this name');
export const NotOwnAuthority = problem('not-own-authority', 422, 'The authority is not one of the own organisation');
export const UnknownAgreement = problem('unknown-agreement', 422, 'The agreement is not known');
export const WindUpTooLong = problem('wind-up-too-long', 422, 'A group is wound up within a year');
/** Of what establishes a group, what it is for. */
export const PurposeMissing = problem('purpose-missing', 422, 'It is not said what the group is for');
export const PurposeNotAgreed = problem('purpose-not-agreed', 422, 'It is not one of the purposes of the agreement');
export const GroupNeedsAgreement = problem('group-needs-agreement', 409, 'A group needs an agreement that is in force, and that its owner has accepted');
/** Whoever works with individuals logs in at the higher level. */
export const AssuranceTooLow = problem('assurance-too-low', 422, 'A group of individual level requires assurance level 3 at least');
/** Nobody makes what the own login could not open. */
export const AboveOwnLevel = problem('above-own-level', 422, 'The login does not reach the assurance level that the group would require');

export const GroupType = z.enum(['StrategicCouncil', 'CollaborationGroup', 'YouthGroup', 'InterventionGroup']);

/** A group that is not established yet: seen by the administrators of the organisation that is to own it, and by nobody else. */
export const GroupDraft = z.object({
  id: Id, version: z.string(), name: z.string(), type: GroupType, level: GroupLevel, requiredAssuranceLevel: z.number().int(), purpose: z.string(), owner: AuthorityRef,
  agreement: z.object({ id: Id, name: z.string() }).nullable(),
  /** Which of the agreement's purposes the group serves. */
  agreedPurpose: z.string().nullable(),
  /** Who has said, of a group of individual level, that it is to be established; another says so too. */
  proposedBy: z.object({ id: Id, name: z.string() }).nullable(),
  may: z.array(z.string()),
});
export type GroupDraft = z.infer<typeof GroupDraft>;

const one = z.strictObject({ draftId: Id });
const written = z.strictObject({
  name: line(120), type: GroupType, level: GroupLevel, requiredAssuranceLevel: z.number().int().min(2).max(4), purpose: prose(2000).default(''), authorityId: Id,
  agreementId: Id.optional(), agreedPurpose: line(200).optional(),
});
const refusals = [NotOwnAuthority, UnknownAgreement, PurposeNotAgreed, GroupNameTaken, AboveOwnLevel, AssuranceTooLow, PersonalIdentityNumber];
const changing = [NotFound, VersionMissing, Stale];

export const GroupDrafts = operation({
  name: 'GroupDrafts', service: 'directory', method: 'GET', path: '/group-drafts', action: 'group.draft', summary: 'The groups that my organisation has not established yet, for its administrators',
  input: z.strictObject({}), output: z.object({ items: z.array(GroupDraft) }),
});
export const DraftGroup = operation({
  name: 'DraftGroup', service: 'directory', method: 'POST', path: '/group-drafts', action: 'group.draft', status: 201, summary: 'Begins a group that an authority of my organisation is to own; nobody but its administrators sees it before it is established',
  input: written, output: GroupDraft, problems: refusals,
});
export const ChangeGroupDraft = operation({
  name: 'ChangeGroupDraft', service: 'directory', method: 'PUT', path: '/group-drafts/{draftId}', action: 'group.change-draft', ifMatch: true, summary: 'Changes a group that is not established yet; what another has said of it counts no more',
  input: one.extend(written.shape), output: GroupDraft, problems: [...changing, ...refusals],
});
export const DiscardGroupDraft = operation({
  name: 'DiscardGroupDraft', service: 'directory', method: 'POST', path: '/group-drafts/{draftId}/discard', action: 'group.change-draft', ifMatch: true, summary: 'Throws away a group that is not established yet',
  input: one, output: z.object({ id: Id }), problems: changing,
});
export const EstablishGroup = operation({
  name: 'EstablishGroup', service: 'directory', method: 'POST', path: '/group-drafts/{draftId}/establish', action: 'group.establish', ifMatch: true, fresh: true,
  summary: 'Establishes a group: with a purpose, on an agreement in force. One of individual level is established when a second administrator says so too; its level never changes after that',
  input: one, output: z.object({ id: Id, state: z.enum(['proposed', 'established']) }), problems: [...changing, PurposeMissing, PurposeNotAgreed, GroupNeedsAgreement, GroupNameTaken, SecondPersonNeeded],
});

const group = z.strictObject({ groupId: Id });
const stepping = { service: 'directory', method: 'POST', ifMatch: true, input: group, output: GroupView, problems: [...changing, WrongState] } as const;

export const ChangeGroup = operation({
  name: 'ChangeGroup', service: 'directory', method: 'PUT', path: '/groups/{groupId}', action: 'group.change', ifMatch: true, summary: 'Says anew what a group is called and what it is for',
  input: group.extend({ name: line(120), purpose: prose(2000).pipe(z.string().min(1)) }), output: GroupView, problems: [...changing, GroupEnds, GroupNameTaken, PersonalIdentityNumber],
});
export const RestGroup = operation({ ...stepping, name: 'RestGroup', path: '/groups/{groupId}/rest', action: 'group.rest', summary: 'Lets a group rest: its coming meetings and its polls are cancelled, and it calls nobody until it goes on' });
export const ResumeGroup = operation({ ...stepping, name: 'ResumeGroup', fresh: true, path: '/groups/{groupId}/resume', action: 'group.resume', summary: 'Lets a group that rests go on' });
export const WindUpGroup = operation({
  ...stepping, name: 'WindUpGroup', fresh: true, path: '/groups/{groupId}/wind-up', action: 'group.wind-up', summary: 'Winds a group up: its coming meetings and its polls are cancelled, nobody is let in, and its members read what there is until the instant at which their seats end',
  input: group.extend({ until: Instant }), problems: [...stepping.problems, EndsBeforeItBegins, WindUpTooLong],
});
export const ArchiveGroup = operation({ ...stepping, name: 'ArchiveGroup', fresh: true, path: '/groups/{groupId}/archive', action: 'group.archive', summary: 'Archives a group that is wound up now: every seat in it ends at once' });
