import { PatchOp } from 'scimmy/messages';
import { SCIMError as ScimError, type Schema } from 'scimmy/types';
import { withoutCore, type Resource } from './fitting.js';

interface Step { readonly op: string; readonly path?: string; readonly value?: unknown }

/** How directory systems speak of a kind of resource: what is kept of its extension, and what their habits mean. */
export interface Habits {
  readonly extension: string;
  readonly kept: readonly string[];
  readonly tidy: (values: Resource) => Resource;
}

/** A resource after a patch (RFC 7644 §3.5.2); all of its steps or none. Throws ScimError. */
export async function patched<T extends Schema>(resource: T, message: unknown, habits: Habits): Promise<T> {
  const operation = new PatchOp(tidied(message, habits) as ConstructorParameters<typeof PatchOp>[0]);
  return ((await refusing(operation.apply(resource))) ?? resource) as T;
}

const most = 100;

function tidied(message: unknown, habits: Habits): object {
  const steps = (message as { Operations?: unknown } | null)?.Operations;
  if (typeof message !== 'object' || message === null || !Array.isArray(steps)) throw new ScimError(400, 'invalidSyntax', 'The body must be a PatchOp message');
  if (steps.length > most) throw new ScimError(413, null as never, `At most ${most} operations`);
  return { ...message, Operations: steps.flatMap((step: unknown) => tidiedStep(step, habits)) };
}

function tidiedStep(step: unknown, habits: Habits): unknown[] {
  if (!isObject(step)) throw new ScimError(400, 'invalidSyntax', 'Each operation is an object');
  const { op, path: said, value } = step as unknown as Step;
  // The library makes texts of both before it looks at what they are.
  if (typeof op !== 'string' || (said !== undefined && typeof said !== 'string')) throw new ScimError(400, 'invalidSyntax', 'The op and the path of an operation are texts');
  const path = said && withoutCore(said);
  const removes = /^remove$/i.test(op);
  // The library cannot take away an extension as a whole.
  if (removes && isExtension(path, habits)) return habits.kept.map((name) => ({ op, path: `${habits.extension}:${name}` }));
  if (removes && value === null) return [{ op, path }];
  if (path !== undefined) return [{ ...step, path, value: value === undefined ? undefined : kept({ [path]: value }, habits)[path] }];
  return [isObject(value) ? { ...step, value: kept(value, habits) } : step];
}

const isExtension = (name: string | undefined, { extension }: Habits): boolean => name?.toLowerCase() === extension.toLowerCase();

/** Of the extension only what is kept: what else a directory system says there is passed over, as in a whole resource. */
function kept(values: Resource, habits: Habits): Resource {
  const nameOf = (name: string): string | undefined => habits.kept.find((known) => known === name.toLowerCase());
  const ofExtension = (value: unknown): unknown => (isObject(value) ? Object.fromEntries(Object.entries(value).flatMap(([name, one]) => { const known = nameOf(name); return known ? [[known, one]] : []; })) : value);
  return Object.fromEntries(Object.entries(habits.tidy(Object.fromEntries(Object.entries(values).map(([name, value]) => [withoutCore(name), value])))).map(([name, value]) => [name, isExtension(name, habits) ? ofExtension(value) : value]));
}

const isObject = (value: unknown): value is Resource => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The library says with a TypeError what does not fit. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TypeError) throw Object.assign(new ScimError(400, 'invalidValue', error.message), { cause: error });
    throw error;
  }
}
