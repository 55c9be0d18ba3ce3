import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, problem } from '../problem.js';
import { Id, Instant, line } from '../text.js';

export const AlreadyProvisioned = problem('already-provisioned', 409, 'The organisation has a person with this home id or user name already');
export const HomeIdForEver = problem('home-id-for-ever', 409, 'The home id of a person never changes');
export const UnknownFilter = problem('unknown-filter', 422, 'The filter cannot be understood');

/** An immutable id at the organisation's own identity provider (SCIM externalId). */
export const HomeId = line(255);

/** What an organisation's own directory says of one of its people; a subset of RFC 7643 §4.1 and §4.3. */
export const HomeFacts = z.strictObject({
  displayName: line(200).optional(),
  name: z.strictObject({ formatted: line(200).optional(), familyName: line(100).optional(), givenName: line(100).optional() }).optional(),
  title: line(200).optional(),
  preferredLanguage: line(200).optional(),
  /** Mails go to the primary one, else the first. The person answers from the others too, those apart that are of the type home. */
  emails: z.array(z.strictObject({ value: z.email().max(254), type: line(200).optional(), primary: z.boolean().optional() })).max(10).optional(),
  department: line(200).optional(),
});
export type HomeFacts = z.infer<typeof HomeFacts>;

const told = { externalId: HomeId, userName: line(255), active: z.boolean(), facts: HomeFacts };

/** A person of the asking organisation. `active` is what its directory says; one who is active and stands in no unit yet is invited, and has no access. */
export const ProvisionedPersonView = z.object({
  ...told, facts: z.looseObject({}), externalId: z.string(), userName: z.string(), id: Id, version: z.string(), createdAt: Instant, changedAt: Instant,
  /** The functions of which the organisation's directory, or before it a file, says that the person is a member. */
  groups: z.array(z.object({ id: Id, name: z.string() })),
});
export type ProvisionedPersonView = z.infer<typeof ProvisionedPersonView>;

const provisioning = { service: 'directory', action: 'person.provision', routed: false, askedBy: 'client' } as const;

export const ProvisionedPeople = operation({
  ...provisioning, name: 'ProvisionedPeople', method: 'GET', path: '/provisioned-people', summary: 'The organisation\'s people who match a SCIM filter (RFC 7644 §3.4.2.2), from place `startIndex` (1 is the first)',
  input: z.strictObject({ filter: z.string().max(1_000).optional(), startIndex: z.number().int().min(1).max(1_000_000).default(1), count: z.number().int().min(0).max(200).default(100) }),
  output: z.object({ total: z.number().int(), items: z.array(ProvisionedPersonView) }), problems: [UnknownFilter],
});
export const ProvisionedPerson = operation({
  ...provisioning, name: 'ProvisionedPerson', method: 'GET', path: '/provisioned-people/{personId}', summary: 'A person of the organisation',
  input: z.strictObject({ personId: Id }), output: ProvisionedPersonView, problems: [NotFound],
});
export const ProvisionPerson = operation({
  ...provisioning, name: 'ProvisionPerson', method: 'POST', path: '/provisioned-people', status: 201, summary: 'Makes a person known before the first login, or takes over one who was known without the organisation\'s directory',
  input: z.strictObject(told), output: ProvisionedPersonView, problems: [AlreadyProvisioned, PersonalIdentityNumber],
});
export const ReplacePerson = operation({
  ...provisioning, name: 'ReplacePerson', method: 'PUT', path: '/provisioned-people/{personId}', summary: 'Replaces what the organisation says of a person; one who is not active any more is out of everything',
  input: z.strictObject({ personId: Id, ...told }), output: ProvisionedPersonView, problems: [NotFound, Stale, AlreadyProvisioned, HomeIdForEver, PersonalIdentityNumber],
});
export const DeprovisionPerson = operation({
  ...provisioning, name: 'DeprovisionPerson', method: 'DELETE', path: '/provisioned-people/{personId}', summary: 'Ends everything that a person has here; the row stays, and is met again by the same home id only',
  input: z.strictObject({ personId: Id }), output: z.null(), problems: [NotFound, Stale],
});

/** How somebody stands in the hub: has access, is known and has none yet, has left, or is of no organisation that is bound to this identity provider. */
export const LoginStanding = z.enum(['active', 'invited', 'ended', 'unknown']);
export const AnnounceLogin = operation({
  name: 'AnnounceLogin', service: 'directory', method: 'POST', path: '/logins', action: 'login.announce', routed: false,
  summary: 'Tells that somebody has logged in: whoever was not known is invited from now on, without access; gives how that one stands',
  input: z.strictObject({
    name: line(200).optional(),
    /** Whether somebody has logged in, or it is only asked how that one stands. */
    asks: z.enum(['login', 'standing']).default('login'),
  }), output: z.object({ standing: LoginStanding }),
});
