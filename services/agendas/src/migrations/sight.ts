const valid = 'a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())';
const mine = `a.level = 'content' and a.audience_id = any(my_audiences()) and ${valid}`;
const reached = (id: string, level: string): string => `exists (
  select from item_audiences i join agenda_audiences a on a.agenda_id = i.agenda_id
   where i.item_id = ${id} ${level} and (i.audience_id = i.agenda_id or i.audience_id = my_authority()) and ${mine})`;

/** The agenda reaches one of the actor's audiences. Who sees the group's calendar only does not see its agendas. */
export const seesAgenda = (id: string): string => `exists (select from agenda_audiences a where a.agenda_id = ${id} and ${mine})`;
/** The actor takes part, and the item is for all participants (its row names the agenda) or for the actor's authority. */
export const readsItem = (id: string): string => reached(id, "and i.level = 'content'");
/** The actor may at least know that there is such an item. */
export const seesItem = (id: string): string => reached(id, '');

/** The refusal of a function that writes or tells more than its caller may. */
export const refuse = "raise exception 'not yours to share' using errcode = 'insufficient_privilege'";
/** The service itself asks, by event or timer. */
export const byWorker = (service: string): string => `session_user = '${service}_worker'`;

/** The statement's time, not the transaction's: who waited for a lock sees what has begun meanwhile, and no more what has ended. */
export const byStatement = (sql: string): string => sql.replaceAll('now()', 'statement_timestamp()');

/** The same condition, asked row by row: `offset 0` keeps the planner from reading everything that the actor sees into a hash instead. */
export const probing = (exists: string): string => exists.replace(/\)$/, ' offset 0)');
