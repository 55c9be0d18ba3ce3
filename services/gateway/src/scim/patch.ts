import { PatchOp } from 'scimmy/messages';
import { SCIMError as ScimError } from 'scimmy/types';
import type { ProvisionedPersonView } from '@knutpunkt/contracts';
import { resourceOf, toldBy, truthful, type Told } from './person-resource.js';
import { ScimPerson, enterpriseSchema } from './scim-person.js';

interface Step { readonly op: string; readonly path?: string; readonly value?: unknown }

/** What a person's directory tells after a patch (RFC 7644 §3.5.2) of what it told before; all of its steps or none. Throws ScimError. */
export async function patched(view: ProvisionedPersonView, message: unknown, users: string): Promise<Told> {
  const resource = new ScimPerson(resourceOf(view, users));
  const operation = new PatchOp(truthfulSteps(message) as ConstructorParameters<typeof PatchOp>[0]);
  const changed = ((await refusing(operation.apply(resource))) ?? resource) as ScimPerson;
  return toldBy(changed, view.externalId);
}

const most = 100;

function truthfulSteps(message: unknown): object {
  const steps = (message as { Operations?: unknown } | null)?.Operations;
  if (typeof message !== 'object' || message === null || !Array.isArray(steps)) throw new ScimError(400, 'invalidSyntax', 'The body must be a PatchOp message');
  if (steps.length > most) throw new ScimError(413, null as never, `At most ${most} operations`);
  return { ...message, Operations: steps.map((step: unknown) => truthfulStep(step)) };
}

function truthfulStep(step: unknown): unknown {
  if (!isObject(step)) return step;
  const { op, path, value } = step as unknown as Step;
  // The library makes texts of both before it looks at what they are.
  if (typeof op !== 'string' || (path !== undefined && typeof path !== 'string')) throw new ScimError(400, 'invalidSyntax', 'The op and the path of an operation are texts');
  // The library cannot take away an extension as a whole; this is all that is kept of it.
  if (typeof path === 'string' && path.toLowerCase() === enterpriseSchema.toLowerCase() && /^remove$/i.test(op)) return { ...step, path: `${enterpriseSchema}:department` };
  if (typeof path === 'string') return { ...step, value: kept({ [path]: value })[path] };
  return isObject(value) ? { ...step, value: kept(value) } : step;
}

/** Of the extension only what is kept: what else a directory system says there is passed over, as in a whole resource. */
function kept(values: Record<string, unknown>): Record<string, unknown> {
  const ofExtension = (value: unknown): unknown => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name.toLowerCase() === 'department').map(([, department]) => ['department', department])) : value);
  return Object.fromEntries(Object.entries(truthful(values)).map(([name, value]) => [name, name.toLowerCase() === enterpriseSchema.toLowerCase() ? ofExtension(value) : value]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The library says with a TypeError what does not fit. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TypeError) throw Object.assign(new ScimError(400, 'invalidValue', error.message), { cause: error });
    throw error;
  }
}
