import { SCIMError as ScimError, type Filter } from 'scimmy/types';
import type { HomeFacts, ProvisionedPersonView, RawInput, ReplacePerson } from '@knutpunkt/contracts';
import { ScimPerson, core, coreSchema, enterpriseSchema } from './scim-person.js';

/** What the organisation's directory tells of a person, as the operations take it. */
export type Told = Omit<RawInput<typeof ReplacePerson>, 'personId'>;
type Resource = Record<string, unknown>;

/** The entity tag of a version (RFC 7644 §3.14). */
export const tagOf = (version: string): string => `W/"${version}"`;

/** A person as a SCIM resource, before anything is left out. `users` is the address of all. */
export function resourceOf({ id, version, externalId, userName, active, facts, createdAt, changedAt }: ProvisionedPersonView, users: string): Resource {
  const { department, ...rest } = facts as HomeFacts;
  return {
    schemas: [coreSchema, ...(department ? [enterpriseSchema] : [])], id, externalId, userName, active, ...rest, ...(department && { [enterpriseSchema]: { department } }),
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
  const person = plain(fitting(resource));
  const externalId = person['externalId'] ?? homeId;
  if (typeof externalId !== 'string' || externalId === '') throw new ScimError(400, 'invalidValue', 'externalId is required: it is the immutable id at the organisation\'s identity provider');
  const { displayName, name, title, preferredLanguage, emails, userName, active, [enterpriseSchema]: enterprise } = person;
  const facts = given({ displayName, name, title, preferredLanguage, emails, department: (enterprise as { department?: string } | undefined)?.department });
  return { externalId, userName: userName as string, active: (active ?? true) as boolean, facts: facts as HomeFacts };
}

function fitting(resource: unknown): ScimPerson {
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) throw new ScimError(400, 'invalidSyntax', 'The body must be one resource');
  if (!Array.isArray((resource as Resource)['schemas'])) throw new ScimError(400, 'invalidSyntax', 'The body does not say its schemas');
  try {
    return resource instanceof ScimPerson ? resource : new ScimPerson(truthful(resource as Resource), 'in');
  } catch (error) {
    if (error instanceof TypeError) throw Object.assign(new ScimError(400, 'invalidValue', error.message), { cause: error });
    throw error;
  }
}

const plain = (person: ScimPerson): Resource => JSON.parse(JSON.stringify(person)) as Resource;

/** Without what is empty: null and an empty list mean that there is none (RFC 7643 §2.5), and so does an empty text. */
function given(facts: Resource): Resource {
  const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && Object.keys(value as object).length === 0);
  const inside = (value: unknown): unknown => (Array.isArray(value) ? value.map(inside) : typeof value === 'object' && value !== null ? given(value as Resource) : value);
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, inside(value)] as const).filter(([, value]) => !isEmpty(value)));
}

const asBoolean = (value: unknown): unknown => (typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value);

/** Some directories send "False" for false; whoever they say has left shall be out all the same. */
export const truthful = <T extends Resource>(resource: T): T => Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, key.toLowerCase() === 'active' ? asBoolean(value) : value])) as T;
