import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Id, Instant, line } from '../text.js';
import { EndsBeforeItBegins, OrganisationRef, PersonRef } from './directory.js';

export const UnknownParty = problem('unknown-party', 422, 'An organisation is not known, or is no longer active');
export const PartyMissing = problem('party-missing', 422, 'An agreement is between two organisations at least');

/** `waiting` until two parties have accepted it; then in force between those who have, from when it begins until it ends. */
export const AgreementState = z.enum(['waiting', 'to-come', 'in-force', 'ended']);

/** A written agreement to cooperate, with at least its purposes and areas (lag 2023:196, 9 §). */
export const AgreementView = z.object({
  id: Id, version: z.string(), name: z.string(), purposes: z.array(z.string()), areas: z.array(z.string()),
  parties: z.array(z.object({ organisation: OrganisationRef, accepted: z.boolean() })), registeredBy: OrganisationRef,
  validFrom: Instant, validTo: Instant, state: AgreementState, may: z.array(z.string()),
});
/** A membership that rests on the agreement, as far as the reader may see it. */
export const RestingMembership = z.object({ id: Id, group: z.object({ id: Id, name: z.string() }), person: PersonRef, validFrom: Instant, validTo: Instant.nullable() });

const one = z.strictObject({ agreementId: Id });
const changing = { service: 'directory', method: 'POST', ifMatch: true, input: one, output: AgreementView, problems: [NotFound, VersionMissing, Stale, WrongState] } as const;

export const Organisations = operation({
  name: 'Organisations', service: 'directory', method: 'GET', path: '/organisations', action: 'organisation.list', summary: 'The organisations of the hub, of which one can be a party to an agreement',
  input: z.strictObject({}), output: z.object({ items: z.array(OrganisationRef) }),
});
export const Agreements = operation({
  name: 'Agreements', service: 'directory', method: 'GET', path: '/agreements', action: 'agreement.list', summary: 'The agreements to which my organisation is a party, as its administrators see them; those that wait for us come first',
  input: z.strictObject({}), output: z.object({ items: z.array(AgreementView) }),
});
export const AgreementDetails = operation({
  name: 'AgreementDetails', service: 'directory', method: 'GET', path: '/agreements/{agreementId}', action: 'agreement.read', summary: 'An agreement, and the memberships that rest on it',
  input: one, output: AgreementView.extend({ memberships: z.array(RestingMembership) }), problems: [NotFound],
});
export const RegisterAgreement = operation({
  name: 'RegisterAgreement', service: 'directory', method: 'POST', path: '/agreements', action: 'agreement.register', status: 201, summary: 'Registers an agreement that has been signed, and accepts it for my organisation; the other parties accept it each for itself',
  input: z.strictObject({ name: line(120), purposes: z.array(line(200)).min(1).max(10), areas: z.array(line(200)).min(1).max(10), parties: z.array(Id).min(1).max(50), validFrom: Instant, validTo: Instant }),
  output: AgreementView, problems: [UnknownParty, PartyMissing, EndsBeforeItBegins, PersonalIdentityNumber],
});
export const AcceptAgreement = operation({ ...changing, name: 'AcceptAgreement', fresh: true, path: '/agreements/{agreementId}/accept', action: 'agreement.accept', summary: 'Accepts a registered agreement for my organisation' });
export const EndAgreement = operation({
  ...changing, name: 'EndAgreement', fresh: true, path: '/agreements/{agreementId}/end', action: 'agreement.end', summary: 'Ends an agreement now, and with it every membership that rests on it; for the organisation that registered it',
});
