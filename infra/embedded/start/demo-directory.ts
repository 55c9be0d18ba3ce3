import { openDirectory } from '@knutpunkt/directory';
import { commonSettings, type Installation } from './settings.js';

/** Loads the demo's organisations, people and groups, where they are missing; what administrators have changed since stays. */
export async function importDemoDirectory(installation: Installation, folder: string): Promise<void> {
  const directory = await openDirectory(commonSettings(installation, 'directory'));
  try {
    await directory.import(folder);
  } finally {
    await directory.close();
  }
}
