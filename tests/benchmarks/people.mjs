import { v7 } from 'uuid';

const organisation = (alias, name) => ({ alias, name, id: v7(), authorityId: v7(), unitId: v7() });
const person = (at, username) => ({ id: v7(), username, at });

/** Two organisations of a group of eleven, and a small one with a group of two: who there is in the benchmark. */
export function cast() {
  const [koping, polisen, liten] = [organisation('koping', 'Köpings kommun'), organisation('polisen', 'Polismyndigheten'), organisation('liten', 'Liten kommun')];
  const members = Array.from({ length: 11 }, (_, i) => person(i % 2 ? polisen : koping, `member-${i}`));
  const few = [person(liten, 'small-0'), person(liten, 'small-1')];
  return { organisations: [koping, polisen, liten], people: [...members, ...few], groups: [{ id: v7(), owner: koping, members }, { id: v7(), owner: liten, members: few }], caller: members[0], listener: members[1], group: null };
}

/** Their accounts at the identity provider. */
export const accountsOf = ({ people }) => people.map(({ username, at }) => ({ username, name: username, email: `${username}@example.se`, acr: 'loa2', organisation: { alias: at.alias, id: at.id, name: at.name } }));

const rowsOf = ({ organisations, people, groups }) => ({
  organisations: organisations.map((o, at) => [o.id, 1, at + 1, o.alias.toUpperCase(), o.name, 'kommun', o.alias, true, 'active']),
  authorities: organisations.map((o, at) => [o.authorityId, 1, at + 1, o.id, `Kommunstyrelsen, ${o.name}`]),
  units: organisations.map((o, at) => [o.unitId, 1, at + 1, o.authorityId, `Kansliet, ${o.name}`]),
  people: people.map((p, at) => [p.id, 1, at + 1, p.at.id, p.at.authorityId, p.at.unitId, p.username, p.username, 'Handläggare', `${p.username}@example.se`, 'sv', '{}', 'active', '2020-01-01Z', null]),
  groups: groups.map((g, at) => [g.id, 1, at + 1, `Gruppen ${at}`, 'GENERAL', g.owner.authorityId, 2, 'established']),
  memberships: groups.flatMap((g) => g.members.map((m, i) => [v7(), 1, i + 1, g.id, m.id, i === 0 ? 'secretary' : 'member', '2020-01-01Z', null])),
});

/** Writes what the directory would have told into a service's copy of it. */
export async function settle(admin, schema, everybody) {
  for (const [table, rows] of Object.entries(rowsOf(everybody)))
    for (const row of rows) await admin.query(`insert into ${schema}.${table} values (${row.map((_, i) => `$${i + 1}`).join(', ')})`, row);
}
