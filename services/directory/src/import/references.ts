import type { Fault } from './bad-file.js';
import type { Located, Path } from './located.js';
import type { DirectoryFiles } from './read-directory.js';

interface Mention {
  readonly in: Located<unknown>;
  readonly path: Path;
  readonly code: string;
}

/** Everything that the files name, and where: `defined` by kind, `used` by the kind that must have defined it. */
interface Mentions {
  readonly defined: Record<'organisation' | 'organisation number' | 'identity provider' | 'authority' | 'unit' | 'function' | 'person' | 'e-mail address' | 'group', Mention[]>;
  readonly used: { kind: keyof Mentions['defined']; mention: Mention }[];
}

/** Faults that only show when the files are read together: duplicates, references to nothing, a person twice in a group, an individual-level group that low assurance could open. */
export function referenceFaults(files: DirectoryFiles): Fault[] {
  const mentions = mentionsIn(files);
  return [
    ...Object.entries(mentions.defined).flatMap(([kind, defined]) => duplicateFaults(kind, defined)),
    ...mentions.used.flatMap(({ kind, mention }) => unknownFaults(kind, mentions.defined[kind], mention)),
    ...files.groups.value.groups.flatMap((_, at) => groupFaults(files.groups, at)),
  ];
}

function mentionsIn({ organisations, people, groups }: DirectoryFiles): Mentions {
  const { defined, used }: Mentions = { defined: { organisation: [], 'organisation number': [], 'identity provider': [], authority: [], unit: [], function: [], person: [], 'e-mail address': [], group: [] }, used: [] };
  organisations.value.organisations.forEach((organisation, o) => {
    const here = (kind: keyof typeof defined, path: Path, code: string) => defined[kind].push({ in: organisations, path: ['organisations', o, ...path], code });
    here('organisation', ['code'], organisation.code);
    if (organisation.number) here('organisation number', ['number'], organisation.number);
    here('identity provider', ['identityProvider'], organisation.identityProvider);
    organisation.authorities.forEach((authority, a) => {
      here('authority', ['authorities', a, 'code'], authority.code);
      authority.units.forEach((unit, u) => {
        const inUnit = ['authorities', a, 'units', u];
        here('unit', [...inUnit, 'code'], unit.code);
        unit.functions.forEach((held, f) => {
          here('function', [...inUnit, 'functions', f, 'code'], held.code);
          held.holders.forEach((holder, h) => used.push({ kind: 'person', mention: { in: organisations, path: ['organisations', o, ...inUnit, 'functions', f, 'holders', h], code: holder } }));
        });
      });
    });
  });
  people.value.people.forEach((person, p) => {
    defined.person.push({ in: people, path: ['people', p, 'username'], code: person.username });
    defined['e-mail address'].push({ in: people, path: ['people', p, 'email'], code: person.email });
    used.push({ kind: 'unit', mention: { in: people, path: ['people', p, 'unit'], code: person.unit } });
  });
  groups.value.groups.forEach((group, g) => {
    defined.group.push({ in: groups, path: ['groups', g, 'code'], code: group.code });
    used.push({ kind: 'authority', mention: { in: groups, path: ['groups', g, 'owner'], code: group.owner } });
    group.members.forEach((member, m) => used.push({ kind: 'person', mention: { in: groups, path: ['groups', g, 'members', m, 'person'], code: member.person } }));
  });
  return { defined, used };
}

function duplicateFaults(kind: string, defined: readonly Mention[]): Fault[] {
  const seen = new Set<string>();
  return defined.flatMap((mention) => {
    const again = seen.has(mention.code);
    seen.add(mention.code);
    return again ? [mention.in.faultAt(mention.path, `${kind} ${mention.code} is there twice`)] : [];
  });
}

const unknownFaults = (kind: string, defined: readonly Mention[], used: Mention): Fault[] =>
  defined.some(({ code }) => code === used.code) ? [] : [used.in.faultAt(used.path, `unknown ${kind} ${used.code}`)];

function groupFaults(groups: DirectoryFiles['groups'], at: number): Fault[] {
  const group = groups.value.groups[at]!;
  const people = group.members.map(({ person }) => person);
  const twice = people.flatMap((person, m) => (people.indexOf(person) < m ? [groups.faultAt(['groups', at, 'members', m], `${person} is a member of ${group.code} twice`)] : []));
  const tooLow = group.level === 'INDIVIDUAL' && group.requiredAssuranceLevel < 3;
  return tooLow ? [...twice, groups.faultAt(['groups', at, 'requiredAssuranceLevel'], 'an individual-level group requires assurance level 3 at least')] : twice;
}
