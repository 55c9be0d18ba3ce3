import type { Migration } from '@knutpunkt/persistence';

/** By one probe of the audiences of the one matter: `offset 0` keeps the planner from collecting all that the actor sees first, which grows with the years. Settings are read once for a statement. */
const reaches = (id: string, condition: string): string => `exists (select from matter_audiences a where a.matter_id = ${id} and ${condition} offset 0)`;
const seen = (id: string): string => reaches(id, 'a.audience = any((select my_audiences() || my_shells())::uuid[])');
const whole = (id: string): string => reaches(id, "a.level = 'content' and a.audience = any((select my_audiences())::uuid[])");

const told = `person_id = me() and ((${whole('notifications.matter_id')} and (about_id is null or ${whole('notifications.about_id')})) or (kind in ('rescheduled', 'cancelled') and ${seen('notifications.matter_id')}))`;
const heard = `person_id = me() and level <= my_level() and (object_id = any((select me() || my_audiences() || my_shells())::uuid[]) or ${seen('live_events.object_id')})`;

/** The same rows are visible to the same people as before; what it costs to see one depends on that one alone. */
export const seeByProbes: Migration = {
  name: '1766000038000-see-by-probes',
  up: () => [
    `alter policy api_select on matters using (${seen('matters.id')})`,
    `alter policy api_select on notifications using (${told})`,
    `alter policy api_update on notifications using (${told}) with check (${told})`,
    `alter policy api_select on live_events using (${heard})`,
  ],
};
