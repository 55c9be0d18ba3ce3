import type { Filter } from 'scimmy/types';
import type { FunctionFacts, ProvisionedFunctionView, RawInput, ReplaceFunction } from '@knutpunkt/contracts';
import { fitting, given, plain, type Resource } from './fitting.js';
import { tagOf } from './person-resource.js';
import { ScimFunction, functionSchema, group, groupSchema } from './scim-function.js';

/** What the organisation's directory tells of a function, as the operations take it. */
export type ToldOfFunction = Omit<RawInput<typeof ReplaceFunction>, 'functionId'>;

/** A function as a SCIM resource, before anything is left out. `groups` is the address of all. */
export function groupResourceOf({ id, version, externalId, name, members, facts, createdAt, changedAt }: ProvisionedFunctionView, groups: string): Resource {
  const ours = facts as FunctionFacts;
  const said = Object.keys(ours).length > 0;
  return {
    schemas: [groupSchema, ...(said ? [functionSchema] : [])], id, externalId, displayName: name, ...(said && { [functionSchema]: ours }),
    ...(members.length > 0 && { members: members.map((value) => ({ value, $ref: `${groups.replace(/Groups$/, 'Users')}/${value}`, type: 'User' })) }),
    meta: { resourceType: 'Group', created: createdAt, lastModified: changedAt, location: `${groups}/${id}`, version: tagOf(version) },
  };
}

/** A function as it is answered, with the attributes that were asked for; what it is, is always said. */
export function groupAnswerOf(view: ProvisionedFunctionView, groups: string, shown: Filter | undefined): Resource {
  const resource = groupResourceOf(view, groups);
  return { schemas: resource['schemas'], ...(group.coerce(resource, 'out', groups, shown) as Resource) };
}

/** What a resource tells. Throws ScimError for what does not fit the schemas. */
export function functionToldBy(resource: unknown): ToldOfFunction {
  const { members = [], ...told } = newFunctionToldBy(resource);
  return { ...told, members };
}

/** The same of a new one, which may say nothing of its members. Throws ScimError. */
export function newFunctionToldBy(resource: unknown): Omit<ToldOfFunction, 'members'> & { readonly members?: string[] } {
  const { externalId, displayName, members, [functionSchema]: ours } = plain(fitting(resource, ScimFunction, withPlainMembers));
  const { department, email } = (ours ?? {}) as FunctionFacts;
  const named = (members as { value?: unknown }[] | undefined)?.map(({ value }) => String(value).toLowerCase());
  return { ...(given({ externalId }) as { externalId?: string }), name: displayName as string, ...(named && { members: [...new Set(named)] }), facts: given({ department, email }) as FunctionFacts };
}

/** Of each member the id alone, however a directory system names one: it may be a bare text, or carry a name, an address that is null, or a type. Another type than a person's is left for the schema to refuse. */
export const withPlainMembers = (values: Resource): Resource => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, name.toLowerCase() === 'members' ? plainMembers(value) : value]));

const plainMembers = (value: unknown): unknown => (value === null || value === undefined ? [] : Array.isArray(value) ? value.map(plainMember) : [plainMember(value)]);

function plainMember(member: unknown): unknown {
  if (typeof member === 'string') return { value: member };
  if (typeof member !== 'object' || member === null) return member;
  const { value, type } = member as { value?: unknown; type?: unknown };
  return typeof value === 'string' ? { value, ...(typeof type === 'string' && !/^user$/i.test(type) && { type }) } : member;
}
