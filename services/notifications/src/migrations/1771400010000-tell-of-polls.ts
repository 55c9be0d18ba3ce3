import type { Migration } from '@knutpunkt/persistence';

/** Adds values to those that a check allows, whatever they are by now: kinds are added by several releases, in any order. */
export const alsoAllow = (table: string, constraint: string, values: readonly string[]): string => `do $$ begin
  execute (select format('alter table ${table} drop constraint ${constraint}, add constraint ${constraint} %s', replace(pg_get_constraintdef(oid), 'ARRAY[', 'ARRAY[${values.map((value) => `''${value}''::text, `).join('')}'))
    from pg_constraint where conname = '${constraint}' and conrelid = '${table}'::regclass);
end $$`;

/** A poll for a time is a matter for those whom it reaches: of it only the day of its close is kept. */
export const tellOfPolls: Migration = {
  name: '1771400010000-tell-of-polls',
  up: () => [
    alsoAllow('matters', 'matters_kind_check', ['poll']),
    alsoAllow('mails', 'mails_kind_check', ['poll-opened', 'poll-reminded', 'poll-closed']),
    alsoAllow('live_events', 'live_events_type_check', ['poll']),
  ],
};
