import { PatchOp } from 'scimmy/messages';
import { SCIMError as ScimError } from 'scimmy/types';
import type { ProvisionedPersonView } from '@knutpunkt/contracts';
import { resourceOf, toldBy, truthful, type Told } from './person-resource.js';
import { ScimPerson } from './scim-person.js';

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
  if (typeof step !== 'object' || step === null) return step;
  const { path, value } = step as Step;
  if (typeof path === 'string') return { ...step, value: truthful({ [path]: value })[path] };
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...step, value: truthful(value as Record<string, unknown>) } : step;
}

/** The library says with a TypeError what does not fit. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TypeError) throw Object.assign(new ScimError(400, 'invalidValue', error.message), { cause: error });
    throw error;
  }
}
