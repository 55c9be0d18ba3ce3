import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

type NodeVersion = { nodeProblem(version: string): string | undefined };
type Stamp = { hashOf(paths: string[]): string; isFresh(file: string, hash: string): boolean; stamp(file: string, hash: string): void };
const { nodeProblem } = (await import(new URL('../../start/node-version.mjs', import.meta.url).href)) as NodeVersion;
const { hashOf, isFresh, stamp } = (await import(new URL('../../start/stamp.mjs', import.meta.url).href)) as Stamp;

const dir = mkdtempSync(join(tmpdir(), 'starter-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('the starter', () => {
  it.each(['20.19.0', '20.20.2', '22.13.0', '24.11.0', '25.0.0'])('runs on Node.js %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.12.0', '23.9.0', '24.10.0'])('says that Node.js %s is too old', (version) => {
    expect(nodeProblem(version)).toContain(`this is ${version}`);
  });

  it('makes something anew only when what it is made from has changed, its products aside', () => {
    const source = join(dir, 'source');
    mkdirSync(join(source, 'dist'), { recursive: true });
    writeFileSync(join(source, 'page.ts'), 'one');
    const made = join(dir, 'made', 'stamp');
    expect(isFresh(made, hashOf([source]))).toBe(false);
    stamp(made, hashOf([source]));
    writeFileSync(join(source, 'dist', 'page.js'), 'product');
    expect(isFresh(made, hashOf([source]))).toBe(true);
    writeFileSync(join(source, 'page.ts'), 'two');
    expect(isFresh(made, hashOf([source]))).toBe(false);
  });
});
