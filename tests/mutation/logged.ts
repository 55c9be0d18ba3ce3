import type { Who } from '../leaks/histories/county.js';
import { archived } from './drafts.js';

type Sql = (service: string, statement: string) => Promise<unknown>;
interface Logged { readonly kind: 'client' | 'worker' | 'person'; readonly of: Who; readonly level: number | null; readonly groupId: string | null }

const row = (id: (label: string) => string, { kind, of, level, groupId }: Logged): string => `insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, details)
  select '${kind}', case '${kind}' when 'person' then p.id::text else 'by-itself' end, p.organisation_id, ${level}, 'membership.end', '${JSON.stringify({ groupId })}' from people p where p.id = '${id(of)}'`;

/** What two organisations' directory systems did, and the hub by itself: with a group that goes on, and with one that is archived, of which a person's act stands there as well. All concern gun's organisation where no group is theirs. */
export async function fillLog(sql: Sql, id: (label: string) => string): Promise<void> {
  for (const whose of ['bo', 'fia'] as const) await sql('directory', row(id, { kind: 'client', of: whose, level: null, groupId: null }));
  for (const level of [2, 3]) await sql('directory', row(id, { kind: 'worker', of: 'gun', level, groupId: archived }));
  await sql('directory', row(id, { kind: 'person', of: 'gun', level: 2, groupId: archived }));
  await sql('directory', row(id, { kind: 'worker', of: 'gun', level: 2, groupId: id('LAN') }));
}
