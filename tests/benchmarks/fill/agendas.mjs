import { groupOf, organiserOf, startOf } from './meetings.mjs';

/** Every fifth meeting's agenda: two items, which all participants read, and something promised. */
export const agendasOf = (plan) => (slice) => {
  const fifth = `(select n from ${slice} n where n % 5 = 0) fifth`;
  const items = `${fifth}, generate_series(0, 1) i`;
  return [
    `insert into agendas.agendas select made(10, n), ${groupOf(plan)}, 'GENERAL', '${plan.giant.authority}'::uuid, ${organiserOf(plan)}, starts, starts + interval '45 minutes', 'Europe/Stockholm', 'Rådhuset', 'open', null, null, 1
      from ${fifth}, lateral (select ${startOf(plan)} as starts) at`,
    `insert into agendas.agenda_audiences select ${groupOf(plan)}, made(10, n), 'content', 'group', timestamptz '2020-01-01Z', null from ${fifth}`,
    `insert into agendas.participants select made(10, n), ${organiserOf(plan)}, null from ${fifth}`,
    `insert into agendas.items (id, agenda_id, state, rank) select made(12, n * 2 + i), made(10, n), 'taken-up', i + 1 from ${items}`,
    `insert into agendas.item_audiences select made(12, n * 2 + i), made(10, n), made(10, n), 'content' from ${items}`,
    `insert into agendas.item_contents (item_id, title, background, type, proposer_id) select made(12, n * 2 + i), 'Punkt ' || i, 'Bakgrund till punkten.', 'information', ${organiserOf(plan)} from ${items}`,
    `insert into agendas.actions (id, item_id, agenda_id, group_id, group_level, meeting_starts_at, text, due, state, owner_person_id, given_by, settled_at)
      select made(13, n), made(12, n * 2), made(10, n), ${groupOf(plan)}, 'GENERAL', ${startOf(plan)}, 'Ta kontakt', (${startOf(plan)})::date + 14, case when n % 50 = 0 then 'open' else 'done' end, ${organiserOf(plan)}, ${organiserOf(plan)}, case when n % 50 = 0 then null else now() end
      from ${fifth}`,
    `insert into agendas.action_audiences select ${organiserOf(plan)}, made(13, n), (${startOf(plan)})::date + 14, n % 50 <> 0 from ${fifth}`,
  ];
};
