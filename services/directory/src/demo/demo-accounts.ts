import type { OrganisationEntry } from '../import/files.js';
import { readDirectory } from '../import/read-directory.js';
import { stableId } from '../import/stable-id.js';

/** An account of the demo's identity provider. `username` is also the immutable id at home; `alias` names the organisation and its identity provider in tokens; `acr` is the assurance level of the login. */
export interface DemoAccount {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: { readonly alias: string; readonly id: string; readonly name: string };
  readonly acr: 'loa2' | 'loa3';
  readonly title: string;
}

/** The accounts of all people in a folder's files, in the files' order; organisation ids are the same on every machine. Throws BadDirectoryFile. */
export async function demoAccounts(folder: string): Promise<DemoAccount[]> {
  const { organisations, people } = await readDirectory(folder);
  const organisationOfUnit = new Map(organisations.value.organisations.flatMap((organisation) => unitCodes(organisation).map((unit) => [unit, organisation] as const)));
  return people.value.people.map(({ username, name, email, acr, title, unit }) => {
    const { identityProvider, code, name: organisationName } = organisationOfUnit.get(unit)!;
    return { username, name, email, organisation: { alias: identityProvider, id: stableId('organisation', code), name: organisationName }, acr, title };
  });
}

const unitCodes = (organisation: OrganisationEntry): string[] => organisation.authorities.flatMap((authority) => authority.units.map((unit) => unit.code));
