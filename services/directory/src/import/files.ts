import * as z from 'zod';
import { GroupLevel, GroupType, MemberRole, OrganisationType } from '@knutpunkt/contracts';
import { isOrganisationNumber } from './organisation-number.js';

const code = z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'a code is capitals, digits and hyphens');
const username = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'a username is small letters, digits, dots and hyphens').max(100);
const name = z.string().trim().min(1).max(200);

export const PersonRole = z.enum(['administrator', 'hub-administrator', 'coordinator']);

const FunctionEntry = z.strictObject({ code, name, email: z.email(), holders: z.array(username).default([]) });
const UnitEntry = z.strictObject({ code, name, functions: z.array(FunctionEntry).default([]) });
const AuthorityEntry = z.strictObject({ code, name, units: z.array(UnitEntry).min(1) });
const OrganisationEntry = z.strictObject({
  code, name, type: OrganisationType,
  number: z.string().refine(isOrganisationNumber, 'is not an organisation number (NNNNNN-NNNN, third digit at least 2, right check digit)').optional(),
  identityProvider: z.string().regex(/^[a-z0-9-]+$/, 'an alias is small letters, digits and hyphens'),
  boundByOsl: z.boolean(),
  authorities: z.array(AuthorityEntry).min(1),
});
export type OrganisationEntry = z.infer<typeof OrganisationEntry>;

const PersonEntry = z.strictObject({ username, name, title: name, email: z.email(), unit: code, acr: z.enum(['loa2', 'loa3']), roles: z.array(PersonRole).default([]) });
export type PersonEntry = z.infer<typeof PersonEntry>;

const MemberEntry = z.strictObject({ person: username, role: MemberRole.default('member'), seat: z.string().trim().min(1).max(120).optional() });
const GroupEntry = z.strictObject({
  code, name, type: GroupType, level: GroupLevel, owner: code,
  requiredAssuranceLevel: z.number().int().min(2).max(4),
  purpose: z.string().trim().min(1).max(2000),
  members: z.array(MemberEntry).default([]),
});
export type GroupEntry = z.infer<typeof GroupEntry>;

export const OrganisationsFile = z.strictObject({ organisations: z.array(OrganisationEntry) });
export const PeopleFile = z.strictObject({ people: z.array(PersonEntry) });
export const GroupsFile = z.strictObject({ groups: z.array(GroupEntry) });
