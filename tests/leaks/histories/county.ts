import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectory } from '@knutpunkt/directory';
import type { Bearer } from '@knutpunkt/testing';
import type { LeakHub } from '../leak-hub.js';
import { quiet } from './quiet.js';

/** Three organisations, of which an association is not bound by the secrecy act, and eight people. fia's sessions stay below the individual-level group's assurance level. */
export const authorities = { KS: { org: 'KOP', osl: true }, SN: { org: 'KOP', osl: true }, MYND: { org: 'POL', osl: true }, STYR: { org: 'IFK', osl: false } } as const;
export const functions = { samord: { of: 'KS', holders: ['anna'] }, soc: { of: 'SN', holders: ['cilla', 'david'] }, vakt: { of: 'MYND', holders: ['erik', 'fia'] }, ledare: { of: 'STYR', holders: ['gun'] } } as const;
export const people = {
  anna: { of: 'KS', level: 3, admin: false }, bo: { of: 'KS', level: 3, admin: true }, cilla: { of: 'SN', level: 3, admin: false }, david: { of: 'SN', level: 3, admin: false },
  erik: { of: 'MYND', level: 3, admin: false }, fia: { of: 'MYND', level: 2, admin: true }, gun: { of: 'STYR', level: 3, admin: false }, hugo: { of: 'STYR', level: 3, admin: false },
} as const;
export const groups = {
  UNG: { level: 'GENERAL', owner: 'KS', seats: { anna: 'secretary', cilla: 'member', erik: 'member', gun: 'member', david: 'calendar' } },
  LAN: { level: 'GENERAL', owner: 'MYND', seats: { fia: 'secretary', bo: 'member', hugo: 'member' } },
  SIG: { level: 'INDIVIDUAL', owner: 'SN', seats: { cilla: 'secretary', erik: 'member', fia: 'member', david: 'calendar' } },
} as const;

export type Authority = keyof typeof authorities;
export type Duty = keyof typeof functions;
export type Who = keyof typeof people;
export type GroupName = keyof typeof groups;
export const everybody = Object.keys(people) as Who[];
export const duties = Object.keys(functions) as Duty[];
export const groupNames = Object.keys(groups) as GroupName[];

/** One of many alike counties in the hub, so that each history begins anew: its codes end with its number. */
export interface County {
  readonly number: string;
  readonly ids: Readonly<Record<Authority | Duty | Who | GroupName, string>>;
  readonly bearer: (who: Who) => Bearer;
}

const organisation = (n: string) => (code: string) => ({
  code: `${code}${n}`, name: `${code} i län ${n}`, type: code === 'IFK' ? 'association' : 'municipality', identityProvider: `${code.toLowerCase()}${n}`, boundByOsl: code !== 'IFK',
  authorities: Object.entries(authorities).filter(([, { org }]) => org === code).map(([name]) => ({ code: `${name}${n}`, name: `${name} ${n}`, units: [unit(n, name)] })),
});
const unit = (n: string, authority: string) => ({
  code: `E${authority}${n}`, name: `Enheten vid ${authority} ${n}`,
  functions: Object.entries(functions).filter(([, { of }]) => of === authority).map(([name, { holders }]) => ({ code: `${name.toUpperCase()}${n}`, name: `${name} ${n}`, email: `${name}${n}@prov.example`, holders: holders.map((who) => username(n, who)) })),
});
const username = (n: string, who: Who): string => `${who}.${authorities[people[who].of].org.toLowerCase()}${n}`;
const person = (n: string) => (who: Who) => ({ username: username(n, who), name: `${who} ${n}`, title: 'Handläggare', email: `${who}${n}@prov.example`, unit: `E${people[who].of}${n}`, acr: `loa${people[who].level}`, roles: people[who].admin ? ['administrator'] : [] });
const group = (n: string) => (name: GroupName) => ({
  code: `${name}${n}`, name: `${name} ${n}`, type: 'CollaborationGroup', level: groups[name].level, owner: `${groups[name].owner}${n}`, requiredAssuranceLevel: groups[name].level === 'GENERAL' ? 2 : 3, purpose: 'Prov',
  members: Object.entries(groups[name].seats).map(([who, role]) => ({ person: username(n, who as Who), role })),
});

/** Loads these counties by the directory's own import, and waits until everybody has heard of them. */
export async function loadCounties(leaks: LeakHub, numbers: readonly string[]): Promise<County[]> {
  const folder = mkdtempSync(join(tmpdir(), 'knutpunkt-counties-'));
  // JSON is YAML.
  const file = (name: string, rows: unknown[]): void => writeFileSync(join(folder, `${name}.yaml`), JSON.stringify({ [name]: rows }));
  file('organisations', numbers.flatMap((n) => ['KOP', 'POL', 'IFK'].map(organisation(n))));
  file('people', numbers.flatMap((n) => everybody.map(person(n))));
  file('groups', numbers.flatMap((n) => groupNames.map(group(n))));
  const operator = await openDirectory(leaks.hub.configOf('directory'));
  await operator.import(folder);
  await operator.close();
  rmSync(folder, { recursive: true });
  await leaks.heard();
  await quiet(leaks.hub);
  return Promise.all(numbers.map((n) => countyOf(leaks, n)));
}

async function countyOf(leaks: LeakHub, number: string): Promise<County> {
  const rows = await leaks.hub.asAdmin<{ name: string; id: string }>('directory',
    "select split_part(home_id, '.', 1) as name, id from people where home_id ~ ('[a-z]' || $1 || '$') union all select replace(code, $1, ''), id from authorities where code like '%' || $1 union all select lower(replace(code, $1, '')), id from functions where code like '%' || $1 union all select replace(code, $1, ''), id from groups where code like '%' || $1", [number]);
  const bearer = (who: Who): Bearer => ({ homeId: username(number, who), organisationAlias: `${authorities[people[who].of].org.toLowerCase()}${number}`, organisationId: 'of-the-identity-provider', assuranceLevel: people[who].level });
  return { number, ids: Object.fromEntries(rows.map(({ name, id }) => [name, id])) as County['ids'], bearer };
}
