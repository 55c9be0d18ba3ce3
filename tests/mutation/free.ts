import type { Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';

/** When hugo is free is told to his own organisation, and to those who are in a group with him now. */
export function ofFree(id: (label: string) => string): Call[] {
  const sql = `select from busy_times(array['${id('hugo')}'::uuid], now(), now() + interval '1 day')`;
  const call = (may: readonly Who[], before?: string): Call => ({ service: 'meetings', of: 'busy_times', sql, may: (who) => may.includes(who), ...(before ? { before } : {}) });
  const seat = (validity: string): string => `update memberships set ${validity} where person_id = '${id('hugo')}'`;
  return [
    call(['gun', 'hugo', 'fia', 'bo']), call(['gun', 'hugo'], seat("valid_to = now() - interval '1 hour'")), call(['gun', 'hugo'], seat("valid_from = now() + interval '1 hour'")),
    call([], `update people set status = 'ended' where id = '${id('hugo')}'`),
  ];
}
