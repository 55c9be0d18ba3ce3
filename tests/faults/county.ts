import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const organisations = ['alfa', 'beta', 'gamma'] as const;
/** How many call meetings; as many of each organisation. */
export const callers = 21;
const staff = 200;

export const callerName = (n: number): string => `kallar${n}.${organisations[n % 3]}`;
export const staffName = (organisation: string, n: number): string => `person${n % staff}.${organisation}`;

/** Those of a caller's group besides the caller, one of each organisation. */
export const memberNames = (n: number): string[] => organisations.map((alias) => staffName(alias, staff - 1 - n));
/** A function of the caller's organisation, and who holds it. */
export const functionCode = (n: number): string => `FUNK-${n}`;
export const holderName = (n: number): string => staffName(organisations[n % 3]!, staff - 100 - n);

const person = (username: string) => ({ username, name: `Namn ${username}`, title: 'Handläggare', email: `${username}@example.test`, unit: `${username.split('.')[1]!.toUpperCase()}-ENHET`, acr: 'loa3' });

const organisation = (alias: string) => {
  const code = alias.toUpperCase();
  const functions = Array.from({ length: callers }, (_, n) => n).filter((n) => organisations[n % 3] === alias).map((n) => ({ code: functionCode(n), name: `Funktion ${n}`, email: `funktion${n}@example.test`, holders: [holderName(n)] }));
  return { code, name: `Kommunen ${alias}`, type: 'municipality', identityProvider: alias, boundByOsl: true, authorities: [{ code: `${code}-NAMND`, name: `Nämnden i ${alias}`, units: [{ code: `${code}-ENHET`, name: `Enheten i ${alias}`, functions }] }] };
};

/** Each caller has a group over all three organisations. */
const group = (n: number) => ({
  code: `GRUPP-${n}`, name: `Grupp ${n}`, type: 'CollaborationGroup', level: 'GENERAL', owner: `${organisations[n % 3]!.toUpperCase()}-NAMND`, requiredAssuranceLevel: 2, purpose: 'Prov',
  members: [{ person: callerName(n), role: 'secretary' }, ...memberNames(n).map((name) => ({ person: name }))],
});

/** Writes the files of a county in which many people are called to meetings, and nobody to very many: more invitations than a few a minute become one mail. */
export function writeCounty(dir: string): void {
  const everybody = [...Array.from({ length: callers }, (_, n) => callerName(n)), ...organisations.flatMap((alias) => Array.from({ length: staff }, (_, n) => staffName(alias, n)))];
  const files = { organisations: organisations.map(organisation), people: everybody.map(person), groups: Array.from({ length: callers }, (_, n) => group(n)) };
  mkdirSync(dir, { recursive: true });
  // JSON is YAML.
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, `${name}.yaml`), JSON.stringify({ [name]: content }));
}
