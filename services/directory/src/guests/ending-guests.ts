import { activeNow } from '../refs.js';

/** A guest whose time nears its end. `level`: what a session needs to see the group. */
export interface Guest { readonly id: string; readonly groupId: string; readonly lastDay: string; readonly level: number; readonly owner: string }

/** The guests whose time could be prolonged and has not been: by nobody yet, and no word of it waits for a key. */
export const ending = `
  select m.id, m.group_id as "groupId", to_char((m.valid_to - interval '1 millisecond') at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as "lastDay", g.required_assurance_level as level, w.organisation_id as owner
    from memberships m join groups g on g.id = m.group_id join authorities w on w.id = g.owner_authority_id join people p on p.id = m.person_id join organisations o on o.id = p.organisation_id
   where m.role = 'guest' and m.valid_to > greatest(m.valid_from, now()) and not o.bound_by_osl and p.organisation_id <> w.organisation_id and ${activeNow('p', 'o')}
     and g.status in ('established', 'dormant') and g.ends_at is null
     and not exists (select from memberships later where later.group_id = m.group_id and later.person_id = m.person_id and coalesce(later.valid_to, 'infinity') > greatest(later.valid_from, m.valid_to))
     and not exists (select from nominations n where n.group_id = m.group_id and n.person_id = m.person_id and n.state = 'pending' and n.expires_at > now())`;
