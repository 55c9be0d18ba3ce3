import { SCIMError as ScimError, type Schema } from 'scimmy/types';

export type Resource = Record<string, unknown>;
type Kind<T extends Schema> = new (resource: Resource, direction?: string) => T;

/** A whole resource as its schemas have it. `tidy` reads common habits as what they mean. Throws ScimError for what does not fit, or does not say its schemas. */
export function fitting<T extends Schema>(resource: unknown, kind: Kind<T>, tidy: (resource: Resource) => Resource): T {
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) throw new ScimError(400, 'invalidSyntax', 'The body must be one resource');
  if (!Array.isArray((resource as Resource)['schemas'])) throw new ScimError(400, 'invalidSyntax', 'The body does not say its schemas');
  try {
    return resource instanceof kind ? resource : new kind(tidy(resource as Resource), 'in');
  } catch (error) {
    if (error instanceof TypeError) throw Object.assign(new ScimError(400, 'invalidValue', error.message), { cause: error });
    throw error;
  }
}

export const plain = (resource: Schema): Resource => JSON.parse(JSON.stringify(resource)) as Resource;

/** Without what is empty: null and an empty list mean that there is none (RFC 7643 §2.5), and so does an empty text. */
export function given(facts: Resource): Resource {
  const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && Object.keys(value as object).length === 0);
  const inside = (value: unknown): unknown => (Array.isArray(value) ? value.map(inside) : typeof value === 'object' && value !== null ? given(value as Resource) : value);
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, inside(value)] as const).filter(([, value]) => !isEmpty(value)));
}

const core = /^urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group):/i;

/** An attribute's name without the schema that it is of anyway (RFC 7644 §3.10); the library knows only those of extensions with theirs. */
export const withoutCore = (name: string): string => name.replace(core, '');
