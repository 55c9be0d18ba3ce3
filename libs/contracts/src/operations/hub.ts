import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Cursor, Id, Instant, line } from '../text.js';
import { OrganisationRef } from './directory.js';

export const OrganisationNumberInvalid = problem('organisation-number-invalid', 422, 'It is not an organisation number: its check digit is wrong');
export const OrganisationKnown = problem('organisation-known', 409, 'Another organisation has this code, number or identity provider');
/** Of what makes an organisation active, the signed agreement to take part in the hub. */
export const AgreementNotSigned = problem('agreement-not-signed', 409, 'No signed agreement is noted for the organisation');
export const AdministratorMissing = problem('administrator-missing', 409, 'The organisation has no administrator');

export const OrganisationType = z.enum(['municipality', 'region', 'county-administrative-board', 'state-authority', 'municipal-federation', 'municipal-company', 'association', 'faith-community', 'private-provider']);
export const OrganisationState = z.enum(['proposed', 'active', 'paused', 'ended']);

/** An organisation as the hub's administrator sees it: its structure and how it stands, and nobody in it by name but whom the hub is asked about. */
export const HubOrganisation = z.object({
  id: Id, version: z.string(), code: z.string(), name: z.string(), number: z.string().nullable(), type: OrganisationType, identityProvider: z.string(), state: OrganisationState,
  authorities: z.array(z.object({ id: Id, name: z.string(), units: z.array(z.object({ id: Id, name: z.string() })) })),
  people: z.number().int(), administrators: z.number().int(),
  /** The agreement to take part in the hub, as it is named in the hub's own register, and the day it was signed. */
  agreement: z.object({ reference: z.string(), signedOn: z.iso.date() }).nullable(),
  /** Why it is paused or has ended. */
  reason: z.string().nullable(),
  /** Whom the only administrator proposes as another: the one person by name, as the hub is asked to confirm it. */
  proposedAdministrator: z.object({ id: Id, name: z.string(), title: z.string(), proposedAt: Instant }).nullable(),
  changedAt: Instant.nullable(), may: z.array(z.string()),
});
export type HubOrganisation = z.infer<typeof HubOrganisation>;

export const HubOrganisations = operation({
  name: 'HubOrganisations', service: 'directory', method: 'GET', path: '/hub/organisations', action: 'hub.read', summary: 'Every organisation of the hub with its authorities and units, and how it stands; for the hub\'s administrators',
  input: z.strictObject({}), output: z.object({ items: z.array(HubOrganisation) }),
});
export const AddOrganisation = operation({
  name: 'AddOrganisation', service: 'directory', method: 'POST', path: '/hub/organisations', action: 'hub.add', status: 201,
  summary: 'Proposes an organisation with its first authority, unit and administrator; nobody of it can log in before it is active',
  input: z.strictObject({
    code: z.string().regex(/^[A-Z0-9]{2,20}$/), name: line(200), number: z.string().regex(/^\d{6}-?\d{4}$/), type: OrganisationType, identityProvider: z.string().regex(/^[a-z0-9-]{2,40}$/), boundByOsl: z.boolean(), authority: line(200), unit: line(200),
    administrator: z.strictObject({ homeId: line(100), name: line(120), title: line(120), email: z.email().max(200) }),
  }),
  output: HubOrganisation, problems: [OrganisationNumberInvalid, OrganisationKnown, PersonalIdentityNumber],
});

const one = { organisationId: Id };
const changing = { service: 'directory', method: 'POST', ifMatch: true, output: HubOrganisation } as const;
const refusals = [NotFound, VersionMissing, Stale, WrongState, PersonalIdentityNumber];
/** What is signed is noted once; later it may be left out. */
const signed = z.strictObject({ ...one, agreement: line(200).optional(), signedOn: z.iso.date().optional() });
const why = z.strictObject({ ...one, reason: line(500) });

export const ActivateOrganisation = operation({
  ...changing, name: 'ActivateOrganisation', fresh: true, path: '/hub/organisations/{organisationId}/activate', action: 'hub.activate', summary: 'Lets a proposed organisation in: a signed agreement and an administrator are asked for', input: signed,
  problems: [...refusals, AgreementNotSigned, AdministratorMissing],
});
export const ResumeOrganisation = operation({
  ...changing, name: 'ResumeOrganisation', fresh: true, path: '/hub/organisations/{organisationId}/resume', action: 'hub.resume', summary: 'Lets a paused organisation in again, on the same conditions', input: signed,
  problems: [...refusals, AgreementNotSigned, AdministratorMissing],
});
export const PauseOrganisation = operation({
  ...changing, name: 'PauseOrganisation', path: '/hub/organisations/{organisationId}/pause', action: 'hub.pause', summary: 'Shuts an organisation\'s people out until it is resumed; memberships stay', input: why, problems: refusals,
});
export const EndOrganisation = operation({
  ...changing, name: 'EndOrganisation', fresh: true, path: '/hub/organisations/{organisationId}/end', action: 'hub.end', summary: 'Ends an organisation for ever, and with it every membership of its people and in its groups, at the same instant', input: why, problems: refusals,
});

export const ConfirmAdministrator = operation({
  ...changing, name: 'ConfirmAdministrator', fresh: true, path: '/hub/organisations/{organisationId}/confirm-administrator', action: 'hub.confirm-administrator',
  summary: 'Agrees that somebody is to administer an organisation whose only administrator proposes it', input: z.strictObject({ ...one, personId: Id }), problems: [NotFound, VersionMissing, Stale, WrongState],
});

/** That something was done: by whom as an id, of which organisation, which operation and when. Never to whom, to what, or what was said. */
export const HubLogEntry = z.object({ id: Id, at: Instant, actor: z.object({ kind: z.string(), id: z.string() }), organisation: OrganisationRef.nullable(), operation: z.string() });
export const HubLog = operation({
  name: 'HubLog', service: 'directory', method: 'GET', path: '/hub/log', action: 'hub.log', summary: 'What was done in the directory, by all organisations, as metadata alone; newest first; for the hub\'s administrators',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() }), output: z.object({ items: z.array(HubLogEntry), next: z.string().nullable() }),
});
