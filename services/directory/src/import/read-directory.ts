import { join } from 'node:path';
import type * as z from 'zod';
import { BadDirectoryFile } from './bad-file.js';
import { GroupsFile, OrganisationsFile, PeopleFile } from './files.js';
import { readYaml, type Located } from './located.js';
import { holderFaults } from './holder-faults.js';
import { referenceFaults } from './references.js';

/** The three files of a directory, each with the places of what it says. */
export interface DirectoryFiles {
  readonly organisations: Located<z.output<typeof OrganisationsFile>>;
  readonly people: Located<z.output<typeof PeopleFile>>;
  readonly groups: Located<z.output<typeof GroupsFile>>;
}

/** Reads organisations.yaml, people.yaml and groups.yaml of a folder; throws BadDirectoryFile, with file, line and reason, for a wrong shape, a number, a duplicate, an unknown reference or a function's holder at another authority. */
export async function readDirectory(folder: string): Promise<DirectoryFiles> {
  const files = {
    organisations: await readYaml(join(folder, 'organisations.yaml'), OrganisationsFile),
    people: await readYaml(join(folder, 'people.yaml'), PeopleFile),
    groups: await readYaml(join(folder, 'groups.yaml'), GroupsFile),
  };
  const faults = [...referenceFaults(files), ...holderFaults(files)];
  if (faults.length > 0) throw new BadDirectoryFile(faults);
  return files;
}
