import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { next, open } from './1771100100000-ask-two-people.js';

const asPromised = `exists (select from people p join organisations o on o.id = p.organisation_id, groups g where p.id = n.person_id and g.id = n.group_id
  and (o.bound_by_osl or (g.level = 'GENERAL' and n.role = 'guest' and n.valid_to <= n.created_at + interval '366 days')))`;

const confirm = `begin
  update nominations n set home_key_by = coalesce(n.home_key_by, me()), owner_key_by = coalesce(n.owner_key_by, me()), state = 'confirmed', membership_id = membership, closed_at = now(), version = n.version + 1
   where n.id = nomination and ${open} and n.expires_at > now() and ${next} and ${asPromised};
  if not found then raise exception 'only the organisation whose key is missing confirms' using errcode = 'insufficient_privilege'; end if;
end`;

/** The second key lets nobody of an association in otherwise than as a guest either, whatever the first one said before that was the rule. */
export const holdGuestsToTheRule: Migration = {
  name: '1771600071000-hold-guests-to-the-rule',
  up: (service) => definerFunction(service, 'confirm_nomination(nomination uuid, membership uuid) returns void language plpgsql', confirm, ['api']).map((one) => one.replace(/^create function/, 'create or replace function')),
};
