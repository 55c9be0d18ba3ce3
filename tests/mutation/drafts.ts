import type { Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';
import { agreements } from './nominations.js';

/** Groups that are not established: of bo's organisation, at general level and at individual, there of bo's own authority and of another; one of which bo has said so already; one of fia's, and one that is above her level. */
export const drafts = [
  { id: '0199c0de-0000-7000-8000-0000000000d1', of: 'bo', level: 'GENERAL', required: 2, saidBy: null }, { id: '0199c0de-0000-7000-8000-0000000000d2', of: 'bo', level: 'INDIVIDUAL', required: 3, saidBy: null },
  { id: '0199c0de-0000-7000-8000-0000000000d3', of: 'cilla', level: 'INDIVIDUAL', required: 3, saidBy: null }, { id: '0199c0de-0000-7000-8000-0000000000d4', of: 'bo', level: 'INDIVIDUAL', required: 3, saidBy: 'bo' },
  { id: '0199c0de-0000-7000-8000-0000000000d5', of: 'fia', level: 'GENERAL', required: 2, saidBy: null }, { id: '0199c0de-0000-7000-8000-0000000000d6', of: 'fia', level: 'GENERAL', required: 3, saidBy: null },
] as const satisfies readonly { id: string; of: Who; level: string; required: number; saidBy: Who | null }[];

type Sql = (service: string, statement: string) => Promise<unknown>;

/** They, each on the agreement that holds between all. */
export async function fillDrafts(sql: Sql, id: (label: string) => string): Promise<void> {
  for (const { id: one, of, level, required, saidBy } of drafts) await sql('directory', `insert into group_drafts (id, version, organisation_id, owner_authority_id, name, type, level, required_assurance_level, purpose, agreement_id, agreed_purpose, proposed_by, proposed_at)
    select '${one}', 1, p.organisation_id, p.authority_id, 'Utkastet', 'YouthGroup', '${level}', ${required}, 'Syfte', '${agreements[0].id}', 'Trygghet', ${saidBy ? `'${id(saidBy)}', now()` : 'null, null'} from people p where p.id = '${id(of)}'`);
}

/** The first of the groups that are archived, at fia's level. */
export const archived = '0199c0de-0000-7000-8000-0000000000e0';

/** Groups that are archived: of the police's, one of them above fia's level. */
export async function fillArchived(sql: Sql, id: (label: string) => string): Promise<void> {
  for (const [nth, required] of [2, 3].entries()) await sql('directory', `insert into groups select (jsonb_populate_record(g, '{"id": "0199c0de-0000-7000-8000-0000000000e${nth}", "code": "ARKIV${nth}", "status": "archived", "required_assurance_level": ${required}}')).* from groups g where g.id = '${id('LAN')}'`);
}

/** Only administrators of who owns a group bring it into another state, or call it something else. */
export const ofGroupsLife = (id: (label: string) => string): Call[] => (['UNG', 'LAN', 'SIG'] as const).flatMap((g) => {
  const call = (of: string, sql: string, who: readonly Who[], level?: number): Call => ({ service: 'directory', of, sql, may: (one) => who.includes(one), ...(level ? { level } : {}) });
  const owner: Who = g === 'LAN' ? 'fia' : 'bo';
  const [change, rename] = [`select count(*) from change_group('${id(g)}', 'dormant', null)`, `select rename_group('${id(g)}', 'Namn', 'Syfte')`];
  return [call('change_group', change, [owner]), call('rename_group', rename, [owner]), ...(g === 'SIG' ? [call('change_group', change, [], 2), call('rename_group', rename, [], 2)] : [])];
});

/** Only administrators of who is to own it, at its level; at individual level the first of the authority that is to own it, who may say so again. */
export const ofDrafts = (id: (label: string) => string): Call[] => {
  const call = (draft: string, may: readonly Who[], before = '', level?: number): Call => ({ service: 'directory', of: 'establish_group', sql: `select establish_group('${draft}')`, may: (who) => may.includes(who), before, ...(level ? { level } : {}) });
  return [
    call(drafts[0].id, ['bo']), call(drafts[1].id, ['bo']), call(drafts[1].id, [], '', 2), call(drafts[2].id, []), call(drafts[3].id, ['bo']), call(drafts[4].id, ['fia']), call(drafts[5].id, []),
    // What another of the organisation has said lets it be established by one of another authority; nobody else's word does.
    call(drafts[2].id, ['bo', 'cilla'], `update people set roles = '{administrator}' where id = '${id('cilla')}'; update group_drafts set proposed_by = '${id('cilla')}', proposed_at = now() where id = '${drafts[2].id}'`),
    call(drafts[0].id, [], `update group_drafts set purpose = '' where id = '${drafts[0].id}'`), call(drafts[0].id, [], `update agreements set valid_to = now() where id = '${agreements[0].id}'`),
  ];
};
