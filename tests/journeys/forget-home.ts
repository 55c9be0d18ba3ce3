import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes the folder in which the product kept its data during the journeys. */
export default function forgetHome(): void {
  const home = process.env['JOURNEY_HOME'];
  if (home) rmSync(dirname(home), { recursive: true, force: true });
}
