import type { FastifyRequest } from 'fastify';
import { SCIMError as ScimError } from 'scimmy/types';
import { Malformed, NotFound, Problem, UnsupportedMediaType, Id } from '@knutpunkt/contracts';
import { mostResults } from './discovery.js';
import { withoutCore } from './fitting.js';
import type { Shown } from './scim-person.js';

/** A search as it came, in a query or in a body (RFC 7644 §3.4.2 and §3.4.3). */
export interface Search extends Shown {
  readonly filter?: string;
  readonly startIndex: number;
  readonly count: number;
}

/** The body as JSON. Throws UnsupportedMediaType, or ScimError (invalidSyntax). */
export function bodyOf({ body, headers }: FastifyRequest): unknown {
  if (!/^application\/(scim\+)?json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) throw new Problem(UnsupportedMediaType);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.isBuffer(body) ? body : Buffer.alloc(0))) as unknown;
  } catch (error) {
    throw Object.assign(new ScimError(400, 'invalidSyntax', 'The body is not JSON in UTF-8'), { cause: error });
  }
}

const text = (fields: Record<string, unknown>, name: string): string | undefined => {
  const value = fields[name];
  if (Array.isArray(value)) return value.join(',');
  if (value !== undefined && typeof value !== 'string') throw new ScimError(400, 'invalidValue', `${name} must be a text`);
  return value;
};

/** A whole number, or what stands for one that is not said; one below `least` is `least` (RFC 7644 §3.4.2.4). */
function whole(value: unknown, { otherwise, least, largest }: { otherwise: number; least: number; largest: number }): number {
  if (value === undefined) return otherwise;
  if ((typeof value !== 'string' && typeof value !== 'number') || !/^-?\d{1,9}$/.test(String(value))) throw new ScimError(400, 'invalidValue', 'startIndex and count must be whole numbers');
  return Math.min(largest, Math.max(least, Number(value)));
}

/** Reads a search. Throws ScimError where it cannot be understood; sorting is not there and passed over. */
export function searchOf(fields: Record<string, unknown>): Search {
  const filter = text(fields, 'filter');
  if (filter !== undefined && (filter.trim() === '' || filter.length > 1_000)) throw new ScimError(400, 'invalidFilter', 'The filter is empty or longer than 1000 characters');
  return {
    filter, ...shownOf(fields), startIndex: whole(fields['startIndex'], { otherwise: 1, least: 1, largest: 1_000_000 }),
    count: whole(fields['count'], { otherwise: 100, least: 0, largest: mostResults }),
  };
}

/** Which attributes are asked for. */
export const shownOf = (fields: Record<string, unknown>): Shown => ({ attributes: text(fields, 'attributes'), excludedAttributes: text(fields, 'excludedAttributes') });

/** Whether an attribute is asked for, as a whole or in part. */
export function asksFor({ attributes, excludedAttributes }: Shown, attribute: string): boolean {
  const names = (attributes ?? excludedAttributes ?? '').split(',').map((each) => withoutCore(each.trim()).toLowerCase());
  return attributes === undefined ? !names.includes(attribute) : names.some((name) => name.split('.', 1)[0] === attribute);
}

/** The id in the path; what is no id names nobody. */
export function idOf({ params }: FastifyRequest): string {
  const id = Id.safeParse((params as Record<string, unknown>)['id']);
  if (!id.success) throw new Problem(NotFound);
  return id.data;
}

/** The version in If-Match (RFC 7644 §3.14); none where there is no such header or it is `*`. */
export function versionOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return undefined;
  const version = /^(?:W\/)?"([\w.]{1,100})"$/.exec(given)?.[1];
  if (!version) throw new Problem(Malformed, { errors: [{ pointer: '/header', detail: 'If-Match must be one entity tag' }] });
  return version;
}
