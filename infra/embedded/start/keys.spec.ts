import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SERVICES, keptKeys } from './keys.js';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'knutpunkt-keys-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the secrets of an installation', () => {
  it('are the same at every start', () => {
    expect(keptKeys(dir)).toEqual(keptKeys(dir));
  });

  it('are kept when a version brings a new service, which gets its own', () => {
    const before = keptKeys(dir);
    const { referrals: _database, ...database } = before.database;
    const { referrals: _nats, ...nats } = before.nats;
    writeFileSync(join(dir, 'keys.json'), JSON.stringify({ ...before, database, nats }));

    const after = keptKeys(dir);

    expect(after).toMatchObject({ database, nats, session: before.session });
    expect(Object.keys(after.database).sort()).toEqual([...SERVICES].sort());
    expect(after.nats.referrals.seed).toMatch(/^S/);
    expect(JSON.parse(readFileSync(join(dir, 'keys.json'), 'utf8'))).toEqual(after);
  });
});
