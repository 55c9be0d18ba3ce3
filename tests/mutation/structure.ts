import type { Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';

type Id = (label: string) => string;

/** Only an organisation's own administrators keep its authorities, units and functions: bo those of cilla's and david's authority. */
export function ofStructure(id: Id): Call[] {
  const [authority, held, cilla, bo] = (['SN', 'soc', 'cilla', 'bo'] as const).map((label) => `'${id(label)}'::uuid`) as [string, string, string, string];
  const unit = `(select id from units where authority_id = ${authority})`;
  const call = (of: string, input: string, may: readonly Who[], before?: string, level?: 2 | 3): Call => ({ service: 'directory', of, sql: `select ${of}(${input})`, may: (who) => may.includes(who), ...(before ? { before } : {}), ...(level ? { level } : {}) });
  const moved = `update people set unit_id = (select unit_id from people where id = ${bo}) where unit_id = ${unit}`;
  const empty = `update units set ended_at = now() where authority_id = ${authority}`;
  const bare = `update groups set status = 'archived' where owner_authority_id = ${authority}; delete from group_drafts where owner_authority_id = ${authority}`;
  const free = `delete from holdings where function_id = ${held}`;
  return [
    call('keep_authority', "gen_random_uuid(), 'Ny'", ['bo', 'fia']), call('keep_authority', `${authority}, 'Ny'`, ['bo']),
    call('end_authority', authority, [], undefined, 3), call('end_authority', authority, [], empty, 3), call('end_authority', authority, ['bo'], `${empty}; ${bare}`, 3), call('end_authority', authority, [], `${empty}; ${bare}`, 2),
    call('keep_unit', `gen_random_uuid(), ${authority}, 'Ny', null`, ['bo']), call('keep_unit', `${unit}, ${authority}, 'Ny', 'KOD'`, ['bo']),
    call('end_unit', unit, []), call('end_unit', unit, [], moved), call('end_unit', unit, [], free), call('end_unit', unit, ['bo'], `${moved}; ${free}`),
    call('keep_function', `gen_random_uuid(), ${unit}, 'Ny'`, ['bo']), call('keep_function', `${held}, ${unit}, 'Ny'`, ['bo']), call('keep_function', `${held}, ${unit}, 'Ny'`, [], `update functions set told = 1 where id = ${held}`),
    call('remove_function', held, []), call('remove_function', held, ['bo'], free),
    call('give_function', `${held}, ${cilla}`, []), call('give_function', `${held}, ${cilla}`, ['bo'], free), call('give_function', `${held}, ${bo}`, []),
    call('take_function', `${held}, ${cilla}`, ['bo']), call('take_function', `${held}, ${bo}`, []),
  ];
}
