import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LeakHub } from '../leaks/leak-hub.js';
import type { Machine } from './machine.js';
import { startScene } from './scene.js';

interface Result { readonly status: string; readonly title: string; readonly reason: string }

/** A Python that has scim2-tester: the one in `SCIM_PYTHON`, else the machine's. */
const python = process.env['SCIM_PYTHON'] ?? 'python3';
const hasTester = (): boolean => {
  try {
    execFileSync(python, ['-c', 'import scim2_tester, httpx2'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
/** What departs on purpose: the home id tells at login who somebody is, and never changes; and it is always said whether somebody is active. */
const onPurpose = (reason: string): boolean => ['/externalId: It tells at login who the person is.', "did not remove attribute 'externalId'", "did not remove attribute 'active'"].some((known) => reason.includes(known));
const script = fileURLToPath(new URL('./independent.py', import.meta.url));

(hasTester() ? describe : describe.skip)('an independent client (scim2-tester, where Python has it)', () => {
  let leaks: LeakHub;
  let kop: Machine;
  beforeAll(async () => { ({ leaks, kop } = await startScene()); }, 120_000);
  afterAll(() => leaks?.stop());

  it('finds nothing that departs from the standard', async () => {
    const { stdout } = await promisify(execFile)(python, [script, `${leaks.url}/scim/v2/kop`, await kop.token()], { timeout: 100_000, maxBuffer: 1e7 });
    const results = JSON.parse(stdout) as Result[];

    expect(results.filter(({ status, reason }) => ['ERROR', 'CRITICAL'].includes(status) && !onPurpose(reason))).toEqual([]);
    expect(results.filter(({ status }) => status === 'SUCCESS').length).toBeGreaterThan(20);
  }, 120_000);
});
