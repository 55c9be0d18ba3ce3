import type { GroupName, Who } from '../leaks/histories/county.js';

/** Those who wait for a key: where, by whose key first, and who may turn the next or take the first back. bo administers KOP and fia POL; fia stays below the individual-level group's level. The last are of one organisation. */
export const waiting = [
  { id: '0199c0de-0000-7000-8000-0000000000b1', group: 'UNG', person: 'erik', by: 'owner', next: 'fia', first: 'bo' }, { id: '0199c0de-0000-7000-8000-0000000000b2', group: 'LAN', person: 'gun', by: 'owner', next: null, first: 'fia' },
  { id: '0199c0de-0000-7000-8000-0000000000b3', group: 'UNG', person: 'hugo', by: 'home', next: 'bo', first: null }, { id: '0199c0de-0000-7000-8000-0000000000b4', group: 'PROV-SIG', person: 'erik', by: 'owner', next: null, first: null },
  { id: '0199c0de-0000-7000-8000-0000000000b5', group: 'LAN', person: 'anna', by: 'home', next: 'fia', first: 'bo' },
  { id: '0199c0de-0000-7000-8000-0000000000b8', group: 'SIG', person: 'anna', by: 'owner', next: 'bo', first: null },
] as const satisfies readonly { id: string; group: GroupName | 'PROV-SIG'; person: Who; by: 'home' | 'owner'; next: Who | null; first: Who | null }[];

/** Within one organisation: two of its own people agree on it. */
export const within = waiting[5].id;

/** A group of bo's organisation in which nobody sits and nobody waits: only those who administer it know of it. */
export const still = '0199c0de-0000-7000-8000-0000000000c1';

type Sql = (service: string, statement: string) => Promise<unknown>;
const columns = 'id, version, group_id, person_id, role, home_organisation_id, owner_organisation_id, required_level, begun_by, home_key_by, owner_key_by, state, created_at, expires_at, membership_id, valid_to';
const key = (side: string, by: string): string => (side === by ? 'gen_random_uuid()' : 'null');

/** bo's organisation has registered the first, which holds between all; fia's is asked to accept the second; bo's has no part in the third. */
export const agreements = [
  { id: '0199c0de-0000-7000-8000-0000000000a1', parties: ['bo', 'fia', 'gun'], accepted: ['bo', 'fia', 'gun'] }, { id: '0199c0de-0000-7000-8000-0000000000a2', parties: ['bo', 'fia'], accepted: ['bo'] },
  { id: '0199c0de-0000-7000-8000-0000000000a3', parties: ['fia', 'gun'], accepted: ['fia'] },
] as const satisfies readonly { id: string; parties: readonly Who[]; accepted: readonly Who[] }[];

/** They, one in a group that is seen for nothing else, one that nobody has answered in time, and a member whom two keys let in. */
export async function nominate(sql: Sql, id: (label: string) => string): Promise<void> {
  const those = (people: readonly Who[]): string => `array(select organisation_id from people where id = any(array[${people.map((one) => `'${id(one)}'`).join(', ')}]::uuid[]) order by id <> '${id(people[0]!)}')`;
  for (const { id: one, parties, accepted } of agreements) await sql('directory', `insert into agreements select '${one}', 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', ${those(parties)}, ${those(accepted)}, (${those(parties)})[1], now() - interval '1 day', now() + interval '1 year'`);
  const from = 'from groups g join authorities a on a.id = g.owner_authority_id, people p';
  const row = (of: { id: string; by: string; person: string }, where: string, days = 30): string => `insert into nominations (${columns})
    select '${of.id}', 1, g.id, p.id, case when w.bound_by_osl then 'member' else 'guest' end, p.organisation_id, a.organisation_id, g.required_assurance_level, '${of.by}', ${key('home', of.by)}, ${key('owner', of.by)}, 'pending', now(), now() + interval '${days} days', null, case when not w.bound_by_osl then now() + interval '90 days' end
      ${from} join organisations w on w.id = p.organisation_id where ${where} and p.id = '${id(of.person)}'`;
  for (const one of waiting) await sql('directory', row(one, one.group === 'PROV-SIG' ? `g.code = '${one.group}'` : `g.id = '${id(one.group)}'`));
  await sql('directory', row({ id: '0199c0de-0000-7000-8000-0000000000b6', by: 'owner', person: 'erik' }, "g.code = 'EGEN-KOP'"));
  await sql('directory', row({ id: '0199c0de-0000-7000-8000-0000000000b7', by: 'owner', person: 'anna' }, "g.code = 'EGEN-POL'", -1));
  await sql('directory', `insert into groups select (jsonb_populate_record(g, '{"id": "${still}", "code": "TYST"}')).* from groups g where g.id = '${id('UNG')}'`);
  const confirmed = (group: GroupName, person: Who, agreement: string | null): string => `insert into nominations (${columns}, agreement_id)
    select gen_random_uuid(), 2, g.id, p.id, m.role, p.organisation_id, a.organisation_id, 2, 'home', gen_random_uuid(), gen_random_uuid(), 'confirmed', now(), now(), m.id, m.valid_to, m.agreement_id
      ${from}, memberships m where m.group_id = g.id and m.person_id = p.id and g.id = '${id(group)}' and p.id = '${id(person)}' and m.agreement_id is not distinct from ${agreement ? `'${agreement}'` : 'null'}`;
  await sql('directory', `update memberships set agreement_id = '${agreements[0].id}' where group_id = '${id('LAN')}' and person_id in ('${id('bo')}', '${id('hugo')}')`);
  await sql('directory', confirmed('UNG', 'erik', null));
  for (const person of ['bo', 'hugo'] as const) await sql('directory', confirmed('LAN', person, agreements[0].id));
  const act = (of: Who, level: number, details: string): string => `insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, details) select 'person', p.id::text, p.organisation_id, ${level}, 'membership.end', '${details}' from people p where p.id = '${id(of)}'`;
  await sql('directory', act('gun', 2, JSON.stringify({ groupId: id('LAN') })));
  await sql('directory', act('fia', 3, '{}'));
  const ofOrganisation = (action: string): string => `insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id) select 'person', p.id::text, gen_random_uuid(), 3, '${action}', p.organisation_id from people p where p.id = '${id('gun')}'`;
  for (const action of ['organisation.confirm-administrator', 'elsewhere.look']) await sql('directory', ofOrganisation(action));
}
