import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Cursor, Id, Instant, line, searchText } from '../text.js';
import { FunctionRef, GroupLevel, MemberRole } from './directory.js';

export const LastAdministrator = problem('last-administrator', 409, 'It would leave the organisation without an administrator');
export const KeptByDirectorySystem = problem('kept-by-directory-system', 409, 'The organisation\'s own directory system says this of the person');
export const AddressTaken = problem('address-taken', 409, 'Somebody else of the organisation has this address');
export const UnknownUnit = problem('unknown-unit', 422, 'The organisation has no such unit');

/** Invited: known, and without access. Dormant: no login for 90 days; access rests until the next one. */
export const PersonState = z.enum(['invited', 'active', 'dormant', 'ended']);
/** How the hub came to know somebody: a file, the organisation's own directory system, or a first login. */
export const PersonSource = z.enum(['import', 'scim', 'login']);
export const StaffRole = z.enum(['administrator', 'hub-administrator', 'coordinator']);
/** The roles that an organisation gives its own people. */
export const GivenRole = z.enum(['administrator', 'coordinator']);

const Named = z.object({ id: Id, name: z.string() });

/** That somebody is to administer the organisation. It gives no right before another agrees. */
const Proposed = z.object({
  by: Named, at: Instant,
  /** After this instant it is as if nobody had proposed it. */
  expiresAt: Instant,
  /** True where nobody else administers the organisation now: then the hub's administrator is asked. */
  asksHub: z.boolean(),
});

/** Why an administrator cannot do now what is done with people: the own directory system says it; there is no access yet; nobody else administers the organisation; nobody does it with oneself; the person has left. */
export const Hindrance = z.enum(['ended', 'kept-by-directory-system', 'no-access-yet', 'last-administrator', 'yourself']);
export type Hindrance = z.infer<typeof Hindrance>;

/** A person of the own organisation, as its administrators see one. */
export const StaffView = z.object({
  id: Id, version: z.string(), homeId: z.string(), name: z.string(), title: z.string(), email: z.string(),
  /** Other addresses that the person answers mail from. No mail goes there. */
  aliases: z.array(z.string()).default([]),
  /** Absent for one who stands nowhere yet. */
  unit: Named.nullable(), authority: Named.nullable(),
  roles: z.array(StaffRole), proposed: Proposed.nullable(), state: PersonState, source: PersonSource,
  /** Null where nobody has logged in since the hub began to keep it. */
  lastLoginAt: Instant.nullable(),
  may: z.array(z.string()),
  /** What cannot be done now, each with its reason. */
  cannot: z.array(z.object({ act: z.string(), because: Hindrance })),
});
export type StaffView = z.infer<typeof StaffView>;

/** A seat in a group, as far as the administrator's session reaches. */
export const StaffSeat = z.object({ id: Id, group: Named.extend({ level: GroupLevel }), role: MemberRole, seat: z.string().nullable(), validTo: Instant.nullable() });

const address = z.email().max(254);
/** The most other addresses that one person has. */
export const mostAliases = 10;

const one = z.strictObject({ staffId: Id });
const changing = { service: 'directory', ifMatch: true, output: StaffView } as const;
const refusals = [NotFound, VersionMissing, Stale, WrongState];

export const People = operation({
  name: 'People', service: 'directory', method: 'GET', path: '/people', action: 'person.list', summary: 'The people of my organisation by name, for its administrators; or only those whom somebody proposes as administrator',
  input: z.strictObject({ search: searchText, state: PersonState.optional(), proposed: z.enum(['true', 'false']).default('false'), limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() }),
  output: z.object({ items: z.array(StaffView), next: z.string().nullable() }),
});
export const PersonDetails = operation({
  name: 'PersonDetails', service: 'directory', method: 'GET', path: '/people/{staffId}', action: 'person.read', summary: 'A person of my organisation, and what that one belongs to',
  input: one, output: StaffView.extend({ seats: z.array(StaffSeat), functions: z.array(FunctionRef.extend({
    /** Whether the organisation's own directory system says who holds it. */
    kept: z.boolean(),
  })) }), problems: [NotFound],
});
export const Units = operation({
  name: 'Units', service: 'directory', method: 'GET', path: '/units', action: 'unit.list', summary: 'The units of my organisation, in which its people work',
  input: z.strictObject({}), output: z.object({ items: z.array(Named.extend({ authority: Named })) }),
});
export const ChangePerson = operation({
  ...changing, name: 'ChangePerson', fresh: true, method: 'PUT', path: '/people/{staffId}', action: 'person.change',
  summary: 'Says who somebody is and where that one works; whoever was invited has access from then on. Not for those whom the organisation\'s own directory system tells of',
  input: one.extend({
    name: line(200), title: line(200), email: address, unitId: Id,
    /** All of the person's other addresses; where it is absent, those that are known stay. */
    aliases: z.array(address).max(mostAliases).optional(),
  }),
  problems: [...refusals, KeptByDirectorySystem, UnknownUnit, AddressTaken, PersonalIdentityNumber],
});
export const ChangeRoles = operation({
  ...changing, name: 'ChangeRoles', fresh: true, method: 'PUT', path: '/people/{staffId}/roles', action: 'person.give-roles', summary: 'Gives and takes back the roles of somebody in my organisation; nobody gives oneself any. Two people make an administrator: the first who gives that role proposes it, another who gives it confirms',
  input: one.extend({ roles: z.array(GivenRole).max(2) }), problems: [...refusals, LastAdministrator],
});
export const DeclineAdministrator = operation({
  ...changing, name: 'DeclineAdministrator', method: 'POST', path: '/people/{staffId}/decline-administrator', action: 'person.give-roles',
  summary: 'Declines that somebody is to be an administrator, or takes the own proposal back', input: one, problems: refusals,
});
export const EndEmployment = operation({
  ...changing, name: 'EndEmployment', method: 'POST', path: '/people/{staffId}/end', action: 'person.end', summary: 'Ends everything that somebody has here, at once; what that one did stays',
  input: one, problems: [...refusals, LastAdministrator, KeptByDirectorySystem],
});
