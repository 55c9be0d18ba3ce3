import { definerFunction, type Migration } from '@knutpunkt/persistence';

const inForceAt = (instant: string): string => `a.valid_from <= ${instant} and a.valid_to > ${instant}`;

const rest = `declare begins timestamptz;
begin
  select greatest(now(), max(m.valid_to)) into begins from nominations n left join memberships m on m.group_id = n.group_id and m.person_id = n.person_id where n.id = nomination;
  update nominations n set agreement_id = a.id, valid_to = least(n.valid_to, a.valid_to) from agreements a
   where n.id = nomination and a.id = agreement and n.state = 'pending' and n.agreement_id is null and coalesce(n.home_key_by, n.owner_key_by) = me()
     and ${inForceAt('begins')} and n.home_organisation_id = any(a.accepted) and n.owner_organisation_id = any(a.accepted);
  if not found then raise exception 'it rests on an agreement in force between the two' using errcode = 'insufficient_privilege'; end if;
end`;

const ofOwner = 'exists (select from people p, groups g join authorities w on w.id = g.owner_authority_id where p.id = person_id and g.id = group_id and p.organisation_id = w.organisation_id)';
const agreed = `exists (select from nominations n join agreements a on a.id = n.agreement_id where n.membership_id = memberships.id and n.agreement_id = memberships.agreement_id
  and ${inForceAt('greatest(now(), memberships.valid_from)')} and n.home_organisation_id = any(a.accepted) and n.owner_organisation_id = any(a.accepted))`;

/** A seat that ends may be followed by another, on an agreement that is in force from then on: who sits there keeps the meetings, and two organisations have turned their keys for it beforehand. */
export const letSeatsFollow: Migration = {
  name: '1771700191000-let-seats-follow',
  up: (service) => [
    ...definerFunction(service, 'rest_on(nomination uuid, agreement uuid) returns void language plpgsql', rest, ['api']).map((one) => one.replace(/^create function/, 'create or replace function')),
    'drop policy api_insert_on_agreement on memberships',
    `create policy api_insert_on_agreement on memberships as restrictive for insert to ${service}_api with check (${ofOwner} or ${agreed})`,
  ],
};
