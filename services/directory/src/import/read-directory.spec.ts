import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDirectory } from './read-directory.js';

const demo = fileURLToPath(new URL('../../../../infra/demo/vastmanland', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
  await cp(demo, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes the first occurrence of a text in a file, and tells the line it stands on. */
async function change(file: string, from: string, to: string): Promise<number> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

describe('a directory file', () => {
  it.each([
    ['an organisation number with a wrong check digit', 'organisations.yaml', '212000-2114', '212000-2115', 'organisations.0.number: is not an organisation number'],
    ['an unknown field', 'organisations.yaml', 'boundByOsl: true', 'boundByOls: true', 'unknown field boundByOls'],
    ['an unknown type', 'organisations.yaml', 'type: region', 'type: county', 'type: Invalid option'],
    ['a code twice', 'organisations.yaml', 'code: ARB-SN\n', 'code: ARB-KS\n', 'authority ARB-KS is there twice'],
    ['a holder who does not exist', 'organisations.yaml', 'holders: [kpol.nv]', 'holders: [kpol.nord]', 'unknown person kpol.nord'],
    ['a holder at another authority', 'organisations.yaml', 'holders: [brasam.kop]', 'holders: [fritid.kop]', 'fritid.kop works at KOP-KFN and cannot hold BRASAM-KOP, a function of KOP-KS'],
    ['a holder at another organisation', 'organisations.yaml', 'holders: [kpol.nv]', 'holders: [bup.reg]', 'bup.reg works at REG-RS and cannot hold KPOL-NV, a function of POL-M'],
    ['a username twice', 'people.yaml', 'username: kpol.nv', 'username: kpol.vm', 'person kpol.vm is there twice'],
    ['a unit that does not exist', 'people.yaml', 'unit: REG-RS-BUP', 'unit: REG-RS-BUB', 'unknown unit REG-RS-BUB'],
    ['an address that is none', 'people.yaml', 'bup@region-vastmanland.example', 'bup', 'email: Invalid email address'],
    ['a level that does not exist', 'groups.yaml', 'level: INDIVIDUAL', 'level: BOTH', 'level: Invalid option'],
    ['an owner that does not exist', 'groups.yaml', 'owner: LST-U', 'owner: LST-X', 'unknown authority LST-X'],
    ['an unknown member', 'groups.yaml', 'person: rektor.kop', 'person: rektor.kip', 'unknown person rektor.kip'],
    ['a member twice', 'groups.yaml', 'person: lpo.vm', 'person: kommunchef.kop', 'kommunchef.kop is a member of STRATEGISKT-BRA-KOP twice'],
    ['an individual-level group that a low assurance level could open', 'groups.yaml', 'requiredAssuranceLevel: 3', 'requiredAssuranceLevel: 2', 'requires assurance level 3 at least'],
  ])('is refused with file, line and reason for %s', async (_, file, from, to, reason) => {
    const line = await change(file, from, to);

    await expect(readDirectory(folder)).rejects.toMatchObject({ name: 'BadDirectoryFile', faults: expect.arrayContaining([{ file, line, reason: expect.stringContaining(reason) }]) });
  });

  it('is refused with its line when it is not YAML', async () => {
    const line = await change('groups.yaml', 'level: GENERAL', 'level: [GENERAL');

    await expect(readDirectory(folder)).rejects.toMatchObject({ faults: expect.arrayContaining([expect.objectContaining({ file: 'groups.yaml', line: line + 1 })]) });
  });

  it('tells all its faults at once', async () => {
    await change('people.yaml', 'unit: REG-RS-BUP', 'unit: REG-RS-BUB');
    await change('people.yaml', 'unit: SAP-M-KONTAKT', 'unit: SAP');

    await expect(readDirectory(folder)).rejects.toThrow(/REG-RS-BUB[^]*unknown unit SAP/);
  });

  it('is refused when it misses a field, at the entry that misses it', async () => {
    const line = await change('groups.yaml', '    level: INDIVIDUAL\n', '');

    await expect(readDirectory(folder)).rejects.toMatchObject({ faults: [expect.objectContaining({ file: 'groups.yaml', line: line - 3, reason: expect.stringContaining('level') })] });
  });
});
