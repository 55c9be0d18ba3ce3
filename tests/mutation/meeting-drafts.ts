import { everybody, groupNames, groups } from '../leaks/histories/county.js';

type Sql = (service: string, statement: string) => Promise<unknown>;

/** Of everybody a meeting that is prepared for nobody yet, and one for each group, also for those that one does not belong to or that are above the own level. */
export async function fillMeetingDrafts(sql: Sql, id: (label: string) => string): Promise<void> {
  const of = [{ group: 'null', level: 'GENERAL' }, ...groupNames.map((name) => ({ group: `'${id(name)}'`, level: groups[name].level }))];
  for (const who of everybody) for (const { group, level } of of) await sql('meetings', `insert into meeting_drafts (id, version, person_id, group_id, group_level, title, about, place, link, people, functions, occasion, saved_at)
    values (gen_random_uuid(), 1, '${id(who)}', ${group}, '${level}', '', '', '', '', '{}', '{}', '{}', now())`);
}
