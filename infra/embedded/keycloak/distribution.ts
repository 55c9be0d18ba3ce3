import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { untar } from '../nats-server/unpack.js';

const run = promisify(execFile);

/** The newest that Maven has. */
const VERSION = '26.7.3';
const SHA256 = '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47';
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${VERSION}:tar.gz`;
const CACHE = join(homedir(), '.cache', 'knutpunkt');
const MINUTE = 60_000;

/** Where it is kept, who hears of the progress, a distribution that is there already, and (tests) how it is brought. */
export type KeycloakOptions = { cacheDir?: string; log?: (line: string) => void; home?: string | undefined; bring?: (dir: string) => Promise<void>; sha256?: string };

const byMaven = async (dir: string): Promise<void> => void (await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${dir}`], { timeout: 10 * MINUTE }));

async function check(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new Error(`its SHA-256 is ${found}, not the pinned ${sha256}: it was not used`);
}

async function fetched(target: string, { bring = byMaven, sha256 = SHA256 }: KeycloakOptions): Promise<void> {
  mkdirSync(join(target, '..'), { recursive: true });
  const scratch = mkdtempSync(`${target}.`);
  try {
    await bring(scratch);
    const archive = readdirSync(scratch).find((name) => name.endsWith('.tar.gz'));
    if (!archive) throw new Error('Maven brought no archive');
    await check(join(scratch, archive), sha256);
    await untar(join(scratch, archive), scratch);
    renameSync(join(scratch, `keycloak-${VERSION}`), target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * The folder of a Keycloak: KEYCLOAK_HOME, else the one kept from last time, else fetched by Maven and checked against the pinned sum.
 * @throws with the reason and what one can do
 */
export async function obtainKeycloak(options: KeycloakOptions = {}): Promise<string> {
  const home = 'home' in options ? options.home : process.env['KEYCLOAK_HOME'];
  if (home && !existsSync(join(home, 'lib', 'quarkus-run.jar'))) throw new Error(`KEYCLOAK_HOME is ${home}, where no Keycloak is`);
  if (home) return home;
  const target = join(options.cacheDir ?? CACHE, `keycloak-${VERSION}`);
  if (existsSync(target)) return target;
  options.log?.(`Keycloak: fetching ${VERSION} by Maven (176 MB)`);
  try {
    await fetched(target, options);
  } catch (error) {
    throw new Error(`No Keycloak: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'Maven is not on this machine' : (error as Error).message}. Install Maven, or set KEYCLOAK_HOME to an unpacked Keycloak ${VERSION} or newer.`);
  }
  return target;
}
