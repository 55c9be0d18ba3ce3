import { configFromEnv } from '@knutpunkt/service-kit';
import { BadDirectoryFile } from './import/bad-file.js';
import { openDirectory, type OpenDirectory } from './open-directory.js';

const usage = 'Usage: directory import <folder> | directory republish';

async function perform(directory: OpenDirectory, [command, folder]: readonly string[]): Promise<string> {
  if (command === 'import' && folder) return JSON.stringify(await directory.import(folder));
  if (command === 'republish') return `${await directory.republish()} events`;
  throw new Error(usage);
}

const directory = await openDirectory(configFromEnv());
try {
  process.stdout.write(`${await perform(directory, process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof BadDirectoryFile) && (error as Error).message !== usage) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await directory.close();
}
