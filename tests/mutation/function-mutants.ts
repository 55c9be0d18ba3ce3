import type { Client } from 'pg';
import { services } from './probe.js';

/** A function that sees more than its caller, with one of its checks removed. */
export interface FunctionMutant { readonly what: string; readonly service: string; readonly of: string; readonly sql: string }

/** What a check looks like, and what stands there when it is gone. */
const checks: readonly (readonly [RegExp, string])[] = [
  [/raise exception '[^']*' using errcode = 'insufficient_privilege'/g, 'null'],
  [/= any\(\(select my_audiences\(\)\)::uuid\[\]\)/g, 'is not null'], [/= any\(my_audiences\(\)\)/g, 'is not null'], [/(?:=|is not distinct from) (?:me\(\)|\(select me\(\)\))/g, 'is not null'], [/= my_organisation\(\)/g, 'is not null'],
  [/session_user = '\w+_worker'/g, 'true'], [/session_user <> '\w+_worker'/g, 'false'], [/(?<=and )i_administer\(\)/g, 'true'], [/<= my_level\(\)/g, 'is not null'], [/not \(my_authority\(\) = any\(authorities\)\)/g, 'false'],
  [/not i_run_the_hub\(\)/g, 'false'], [/(?<=and )i_run_the_hub\(\)/g, 'true'],
  [/(?<!not )is distinct from me\(\)/g, 'is null'], [/ and g\.status = 'open'/g, ''], [/ and m\.role in \('chair', 'secretary'\)/g, ''], [/ and m\.valid_from <= \w+\(\)/g, ''], [/ and \(m\.valid_to is null or m\.valid_to > \w+\(\)\)/g, ''], [/ and p\.status = 'active'/g, ''],
  [/'coordinator' = any\(p\.roles\)/g, 'true'], [/ and state = '(?:draft|sent)'/g, ''], [/r\.state = 'draft'/g, 'true'], [/i\.state = 'declined'/g, 'true'], [/a\.role = 'sender'/g, 'true'],
];

/** Functions in which there is no check to remove, and why. */
export const withoutChecks: Readonly<Record<string, string>> = {
  enter: 'makes who asks out of what the token says; tests/leaks asks as everybody whom it must not let in', enter_as_client: 'the same for machines; tests/leaks/provisioned-people.spec.ts asks as those whom it must not let in',
  next_place: 'counts, and tells a number', keep_sort_key: 'a trigger, which nobody calls: it follows a change that a policy has let through', keep_ball: 'a trigger, which nobody calls: it follows a change that a policy has let through',
  keep_room: 'a trigger, which nobody calls: it follows a change that a policy has let through; the meetings\' own tests name another organisation\'s room',
  ask_guests_again: 'a trigger, which nobody calls: it follows a change that a policy has let through',
  tell_myself: 'takes nothing: it tells whoever asks, and nobody else',
};

/** Every function that sees more than its caller, as `service.name`. */
export async function definers(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select distinct pronamespace::regnamespace::text || '.' || proname as name from pg_proc where prosecdef and pronamespace::regnamespace::text = any($1) order by 1", [services]);
  return rows.map(({ name }) => name);
}

/** Each check of each such function gone, one at a time. */
export async function functionMutants(client: Client): Promise<FunctionMutant[]> {
  const { rows } = await client.query<{ service: string; of: string; source: string }>(
    'select pronamespace::regnamespace::text as service, proname as of, pg_get_functiondef(oid) as source from pg_proc where prosecdef and pronamespace::regnamespace::text = any($1) order by 1, 2', [services]);
  return rows.filter(({ of }) => !withoutChecks[of]).flatMap(({ service, of, source }) => checks.flatMap(([check, gone]) => [...source.matchAll(check)].map((found, nth) => ({
    service, of, what: `${service}.${of}: without ${found[0].trim()}${nth ? ` (${nth + 1})` : ''}`, sql: source.slice(0, found.index) + gone + source.slice(found.index + found[0].length),
  }))));
}
