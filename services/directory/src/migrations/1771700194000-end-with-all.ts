import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { establish } from './1771700000000-draft-groups.js';

const endAuthority = `begin
  if not i_administer() then raise exception 'only administrators keep their own organisation' using errcode = 'insufficient_privilege'; end if;
  update authorities a set ended_at = now(), version = a.version + 1, at = next_place() where a.id = authority and a.organisation_id = my_organisation() and a.ended_at is null and my_level() >= 3
     and not exists (select from units u where u.authority_id = a.id and u.ended_at is null)
     and not exists (select from groups g where g.owner_authority_id = a.id and g.status <> 'archived') and not exists (select from group_drafts d where d.owner_authority_id = a.id);
  if not found then raise exception 'the authority cannot end' using errcode = 'insufficient_privilege'; end if;
end`;
const establishThere = establish.replace('w.organisation_id = x.organisation_id', 'w.organisation_id = x.organisation_id and w.ended_at is null');

/** No group goes on at an authority that has ended, also none that the session did not see; and what an organisation that had ended already left behind ends as it does now. */
export const endWithAll: Migration = {
  name: '1771700194000-end-with-all',
  up: (service) => [
    ...[definerFunction(service, 'end_authority(authority uuid) returns void language plpgsql', endAuthority, ['api']), definerFunction(service, 'establish_group(draft uuid) returns text language plpgsql', establishThere, ['api'])]
      .flat().map((one) => one.replace(/^create function/, 'create or replace function')),
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'end-of-organisation', id::text, now() from ${service}.organisations where status = 'ended'`,
    'reset role',
  ],
};
