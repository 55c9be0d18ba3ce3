import type { Migration } from '@knutpunkt/persistence';
import { askTheTableOfThen } from './1771600072000-ask-the-table-of-then.js';

const leads = (agenda: string): string => `exists (select from leaders_of(${agenda}) l where l.person_id = me())`;
const authority = 'coalesce(participants.authority_id, (select p.authority_id from people p where p.id = participants.person_id), (select f.authority_id from functions f where f.id = participants.function_id))';
const keeping = (service: string, table: string, those: string): string => `create policy api_listed_select on ${table} as restrictive for select to ${service}_api using (${those})`;

const given = 'coalesce(t.authority_id, p.authority_id, f.authority_id) = given.authority_id';
const listed = `(not t.hidden or given.authority_id = my_authority() or ${leads('t.agenda_id')})`;
/** Whom something may be given to tells who takes part. */
const canOwn = (service: string): string[] => askTheTableOfThen.up(service).slice(0, 5).map((statement) => statement.replace(given, `${given} and ${listed}`));

/**
 * Who takes part, and who was there, may be for those who lead the meeting alone. What was said stays with the own authority's table, so its part of the list is seen, and who called the meeting; another's does not exist.
 * Of each participant it is known whether the list is hidden, since many questions walk them.
 */
export const keepTheListOfParticipants: Migration = {
  name: '1771700171000-keep-the-list-of-participants',
  up: (service) => [
    'alter table agendas add column list_hidden boolean not null default false',
    'alter table participants add column hidden boolean not null default false',
    ...canOwn(service),
    keeping(service, 'participants', `not hidden or person_id = me() or exists (select from agendas g where g.id = participants.agenda_id and g.organiser_id = participants.person_id offset 0) or ${authority} = my_authority() or ${leads('participants.agenda_id')}`),
    keeping(service, 'presences', `exists (select from agendas g where g.id = presences.agenda_id and not g.list_hidden offset 0) or person_id = me() or ${leads('presences.agenda_id')}`),
  ],
};
