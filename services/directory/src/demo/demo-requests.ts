import { join } from 'node:path';
import { BadDirectoryFile } from '../import/bad-file.js';
import { readYaml } from '../import/located.js';
import { readDirectory } from '../import/read-directory.js';
import { stableId } from '../import/stable-id.js';
import { invitationsIn, type Invitations } from './invitations.js';
import { RequestsFile, type RequestEntry, type RequestStep } from './requests-file.js';

/** A request to be loaded through the public API by `by`, and the steps that have been taken with it. */
export interface DemoRequest {
  readonly by: string;
  readonly functionId: string;
  readonly title: string;
  readonly body: string;
  readonly replyWithin: number;
  readonly steps: readonly RequestStep[];
}

function faultsOf({ people, holders }: Invitations, { by, to, steps }: RequestEntry): [keyof RequestEntry, string][] {
  const unknown = steps.filter((step) => !people.has(step.by));
  return [
    ...(people.has(by) ? [] : [['by', `unknown person ${by}`] satisfies [keyof RequestEntry, string]]),
    ...(holders.has(to) ? [] : [['to', `unknown function ${to}`] satisfies [keyof RequestEntry, string]]),
    ...unknown.map((step): [keyof RequestEntry, string] => ['steps', `unknown person ${step.by}`]),
  ];
}

/** The requests of a folder's requests.yaml, in the file's order; functions by id. Throws BadDirectoryFile. */
export async function demoRequests(folder: string): Promise<DemoRequest[]> {
  const offered = invitationsIn(await readDirectory(folder));
  const file = await readYaml(join(folder, 'requests.yaml'), RequestsFile);
  const faults = file.value.requests.flatMap((request, at) => faultsOf(offered, request).map(([field, reason]) => file.faultAt(['requests', at, field], reason)));
  if (faults.length > 0) throw new BadDirectoryFile(faults);
  return file.value.requests.map(({ to, body, ...request }) => ({ ...request, body: body.trim(), functionId: stableId('function', to) }));
}
