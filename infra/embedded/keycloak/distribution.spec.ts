import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { obtainKeycloak } from './distribution.js';

const dir = mkdtempSync(join(tmpdir(), 'keycloak '));
const archive = join(dir, 'made', 'keycloak.tar.gz');
mkdirSync(join(dir, 'made', 'keycloak-26.7.3', 'lib'), { recursive: true });
writeFileSync(join(dir, 'made', 'keycloak-26.7.3', 'lib', 'quarkus-run.jar'), 'a program');
execFileSync('tar', ['-czf', archive, '-C', join(dir, 'made'), 'keycloak-26.7.3']);
const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex');

let cacheDir: string;
let brought = 0;
const bring = async (to: string): Promise<void> => {
  brought += 1;
  execFileSync('cp', [archive, to]);
};

beforeEach(() => {
  cacheDir = mkdtempSync(join(dir, 'cache-'));
  brought = 0;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('Keycloak\'s distribution', () => {
  it('is fetched once, checked, and kept', async () => {
    const [first, second] = [await obtainKeycloak({ cacheDir, home: undefined, bring, sha256 }), await obtainKeycloak({ cacheDir, home: undefined, bring, sha256 })];
    expect([first, second, brought]).toEqual([join(cacheDir, 'keycloak-26.7.3'), join(cacheDir, 'keycloak-26.7.3'), 1]);
    expect(existsSync(join(first, 'lib', 'quarkus-run.jar'))).toBe(true);
  });

  it('is not used when its sum is another, and nothing is left of it', async () => {
    await expect(obtainKeycloak({ cacheDir, home: undefined, bring, sha256: '0'.repeat(64) })).rejects.toThrow(/not the pinned 0+: it was not used.*KEYCLOAK_HOME/);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('says what is missing where there is no Maven', async () => {
    const noMaven = async (): Promise<void> => { throw Object.assign(new Error('spawn mvn ENOENT'), { code: 'ENOENT' }); };
    await expect(obtainKeycloak({ cacheDir, home: undefined, bring: noMaven })).rejects.toThrow('No Keycloak: Maven is not on this machine. Install Maven, or set KEYCLOAK_HOME');
  });

  it('is taken from KEYCLOAK_HOME, where there must be one', async () => {
    const home = join(dir, 'made', 'keycloak-26.7.3');
    expect(await obtainKeycloak({ cacheDir, home, bring })).toBe(home);
    await expect(obtainKeycloak({ cacheDir, home: dir, bring })).rejects.toThrow(/KEYCLOAK_HOME is .* where no Keycloak is/);
    expect(brought).toBe(0);
  });
});
