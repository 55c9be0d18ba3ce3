import { join } from 'node:path';
import { BadDirectoryFile } from '../import/bad-file.js';
import { readYaml, type Path } from '../import/located.js';
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

/** What is wrong with a request, and where in its entry. */
function faultsOf({ people, holders }: Invitations, { by, to, steps }: RequestEntry): (readonly [Path, string])[] {
  const actors = [[['by'], by], ...steps.map((step, i) => [['steps', i, 'by'], step.by] as const)] as const;
  return [...actors.flatMap(([at, person]) => (people.has(person) ? [] : [[at, `unknown person ${person}`] as const])), ...(holders.has(to) ? [] : [[['to'], `unknown function ${to}`] as const])];
}

/** The requests of a folder's requests.yaml, in the file's order; functions by id. Throws BadDirectoryFile. */
export async function demoRequests(folder: string): Promise<DemoRequest[]> {
  const offered = invitationsIn(await readDirectory(folder));
  const file = await readYaml(join(folder, 'requests.yaml'), RequestsFile);
  const faults = file.value.requests.flatMap((request, at) => faultsOf(offered, request).map(([path, reason]) => file.faultAt(['requests', at, ...path], reason)));
  if (faults.length > 0) throw new BadDirectoryFile(faults);
  return file.value.requests.map(({ to, body, ...request }) => ({ ...request, body: body.trim(), functionId: stableId('function', to) }));
}
