import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectory } from '@knutpunkt/directory';
import type { LeakHub } from '../leaks/leak-hub.js';

/** Who asks, as the matrix calls them, and what they are. */
export const who = {
  chair: ['chair.ka', 'leads the group as its chair'],
  organiser: ['organiser.ka', 'the group\'s secretary, who has called its meetings and sent the request'],
  member: ['member.pa', 'of the police; active in the general and in the individual-level group'],
  'member below the level': ['below.pa', 'in both groups, logged in at assurance level 2'],
  substitute: ['substitute.pa', 'sits in for the member in the general group, for a period'],
  'calendar only': ['calendar.ka', 'sees when both groups meet and nothing else'],
  guest: ['guest.fa', 'of an association, which is not bound by the secrecy act; a guest of the general group'],
  'function holder': ['holder.pa', 'in no group; holds the police\'s function'],
  'ended member': ['ended.pa', 'was in the general group'],
  'proposed member': ['proposed.pa', 'the group\'s owner has turned the first key'],
  dormant: ['dormant.pa', 'in the general group, but has not logged in for 90 days'],
  'left at home': ['left.pa', 'was in the general group; the employment has ended'],
  'unit colleague': ['unit.ka', 'works at the unit that has sent the request; in no group'],
  colleague: ['colleague.ka', 'works at the municipality, in another authority; in no group'],
  'other organisation\'s member': ['other.fa', 'secretary of the association\'s own group'],
  coordinator: ['coordinator.ka', 'coordinates requests for the municipality; in no group'],
  administrator: ['admin.ka', 'of the municipality, which owns both groups'],
  'partner\'s administrator': ['admin.pa', 'of the police'],
  'hub\'s administrator': ['hub.fa', 'runs the hub; works at the association'],
  machine: [null, 'the police\'s own directory system'],
  'another machine': [null, 'the municipality\'s own directory system'],
  'guest by link': [null, 'without an account; holds a link to the general group\'s meeting, and another to its poll'],
  'guest without a link': [null, 'held such links, until they were taken back'],
  nobody: [null, 'asks without being logged in'],
} as const satisfies Record<string, readonly [string | null, string]>;
export type Who = keyof typeof who;
export const usernameOf = (name: Who): string | null => who[name][0];
export const levelOf = (name: Who): 2 | 3 => (name === 'member below the level' ? 2 : 3);

const unit = (code: string, functions: object[] = [], letter = 'E') => ({ code: `${code}-${letter}`, name: `Enheten ${letter} vid ${code}`, functions });
const organisation = (code: string, authorities: object[]) =>
  ({ code, name: `Organisationen ${code}`, type: code === 'FA' ? 'association' : 'municipality', identityProvider: code.toLowerCase(), boundByOsl: code !== 'FA', authorities });
const authority = (code: string, ...functions: object[]) => ({ code, name: `Myndigheten ${code}`, units: [unit(code, functions), unit(code, [], 'S')] });
const organisations = [
  organisation('KA', [authority('KA-KS'), authority('KA-SN')]), organisation('FA', [authority('FA-ST')]), organisation('DA', [authority('DA-ST')]),
  organisation('PA', [authority('PA-MY', { code: 'VAKT-PA', name: 'Polisens vakt', email: 'vakt.pa@prov.example', holders: ['holder.pa'] })]),
];
const roles: Record<string, string[]> = { 'coordinator.ka': ['coordinator'], 'admin.ka': ['administrator'], 'admin.pa': ['administrator'], 'hub.fa': ['hub-administrator'] };
/** Who works elsewhere than where the request is sent from. */
const units: Record<string, string> = { 'colleague.ka': 'KA-SN-E', 'admin.ka': 'KA-KS-S', 'coordinator.ka': 'KA-KS-S' };
const unitOf = (username: string): string => units[username] ?? { ka: 'KA-KS-E', pa: 'PA-MY-E', fa: 'FA-ST-E' }[username.split('.')[1]!]!;
const usernames = Object.values(who).flatMap(([username]) => (username ? [username] : []));
const people = [...usernames, 'leaver.pa', 'friend.fa'].map((username) => ({ username, name: `Person ${username}`, title: 'Handläggare', email: `${username}@prov.example`, unit: unitOf(username), acr: username === 'below.pa' ? 'loa2' : 'loa3', roles: roles[username] ?? [] }));
const group = (code: string, owner: string, level: string, seats: Record<string, string>) => ({
  code, name: `Gruppen ${code}`, type: 'CollaborationGroup', level, owner, requiredAssuranceLevel: level === 'GENERAL' ? 2 : 3, purpose: 'Prov', members: Object.entries(seats).map(([person, role]) => ({ person, role, ...(person === 'member.pa' ? { seat: 'Polisens plats' } : {}) })),
});
const groups = [
  group('UNG-A', 'KA-KS', 'GENERAL', { 'chair.ka': 'chair', 'organiser.ka': 'secretary', 'member.pa': 'member', 'below.pa': 'member', 'calendar.ka': 'calendar', 'guest.fa': 'guest', 'ended.pa': 'member', 'dormant.pa': 'member', 'left.pa': 'member', 'leaver.pa': 'member' }),
  group('SIG-A', 'KA-KS', 'INDIVIDUAL', { 'organiser.ka': 'secretary', 'member.pa': 'member', 'below.pa': 'member', 'calendar.ka': 'calendar' }),
  group('VILA-A', 'KA-KS', 'GENERAL', { 'organiser.ka': 'secretary', 'member.pa': 'member' }),
  group('SLUT-A', 'KA-KS', 'GENERAL', { 'organiser.ka': 'secretary', 'member.pa': 'member' }),
  group('EGEN-A', 'FA-ST', 'GENERAL', { 'other.fa': 'secretary', 'friend.fa': 'member' }),
];

/** Loads them by the directory's own import, and waits until everybody has heard of them. */
export async function loadPeople(leaks: LeakHub): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'knutpunkt-access-'));
  // JSON is YAML.
  for (const [name, rows] of Object.entries({ organisations, people, groups })) writeFileSync(join(folder, `${name}.yaml`), JSON.stringify({ [name]: rows }));
  const operator = await openDirectory(leaks.hub.configOf('directory'));
  await operator.import(folder);
  await operator.close();
  rmSync(folder, { recursive: true });
  await leaks.heard();
}
