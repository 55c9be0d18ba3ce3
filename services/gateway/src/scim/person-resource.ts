import { SCIMError as ScimError, type Filter } from 'scimmy/types';
import type { HomeFacts, ProvisionedPersonView, RawInput, ReplacePerson } from '@knutpunkt/contracts';
import { fitting, given, plain, type Resource } from './fitting.js';
import { ScimPerson, core, coreSchema, enterpriseSchema } from './scim-person.js';

/** What the organisation's directory tells of a person, as the operations take it. */
export type Told = Omit<RawInput<typeof ReplacePerson>, 'personId'>;

/** The entity tag of a version (RFC 7644 §3.14). */
export const tagOf = (version: string): string => `W/"${version}"`;

/** A person as a SCIM resource, before anything is left out. `users` is the address of all. */
export function resourceOf({ id, version, externalId, userName, active, facts, groups, createdAt, changedAt }: ProvisionedPersonView, users: string): Resource {
  const { department, ...rest } = facts as HomeFacts;
  return {
    schemas: [coreSchema, ...(department ? [enterpriseSchema] : [])], id, externalId, userName, active, ...rest, ...(department && { [enterpriseSchema]: { department } }),
    ...(groups.length > 0 && { groups: groups.map(({ id: value, name }) => ({ value, $ref: `${users.replace(/Users$/, 'Groups')}/${value}`, display: name, type: 'direct' })) }),
    meta: { resourceType: 'User', created: createdAt, lastModified: changedAt, location: `${users}/${id}`, version: tagOf(version) },
  };
}

/** A person as it is answered, with the attributes that were asked for; what it is, is always said. */
export function answerOf(view: ProvisionedPersonView, users: string, shown: Filter | undefined): Resource {
  const resource = resourceOf(view, users);
  return { schemas: resource['schemas'], ...(core.coerce(resource, 'out', users, shown) as Resource) };
}

/** What a resource tells. `homeId` stands where it does not say an externalId. Throws ScimError for what does not fit the schemas, or says no externalId at all. */
export function toldBy(resource: unknown, homeId?: string): Told {
  const person = plain(fitting(resource, ScimPerson, truthful));
  const externalId = person['externalId'] ?? homeId;
  if (typeof externalId !== 'string' || externalId === '') throw new ScimError(400, 'invalidValue', 'externalId is required: it is the immutable id at the organisation\'s identity provider');
  const { displayName, name, title, preferredLanguage, emails, userName, active, [enterpriseSchema]: enterprise } = person;
  const facts = given({ displayName, name, title, preferredLanguage, emails, department: (enterprise as { department?: string } | undefined)?.department });
  return { externalId, userName: userName as string, active: (active ?? true) as boolean, facts: facts as HomeFacts };
}

const asBoolean = (value: unknown): unknown => (typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value);

/** Some directories send "False" for false; whoever they say has left shall be out all the same. */
export const truthful = <T extends Resource>(resource: T): T => Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, key.toLowerCase() === 'active' ? asBoolean(value) : value])) as T;
