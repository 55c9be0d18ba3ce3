import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const inForce = 'a.valid_from <= now() and a.valid_to > now()';
const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;

const register = `begin
  insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
  select (asked->>'id')::uuid, 1, asked->>'name', array(select jsonb_array_elements_text(asked->'purposes')), array(select jsonb_array_elements_text(asked->'areas')),
         array(select my_organisation() union select o.id from organisations o where asked->'parties' ? o.id::text), array[my_organisation()], my_organisation(),
         (asked->>'validFrom')::timestamptz, (asked->>'validTo')::timestamptz
   where my_organisation() is not null and i_administer();
  ${refused('only an administrator registers an agreement')};
end`;

const accept = `begin
  update agreements a set accepted = a.accepted || my_organisation(), version = a.version + 1
   where a.id = agreement and a.valid_to > now() and my_organisation() = any(a.parties) and my_organisation() <> all(a.accepted) and i_administer();
  ${refused('only a party that has not accepted it accepts')};
end`;

const end = `begin
  update agreements a set valid_to = greatest(a.valid_from, now()), version = a.version + 1
   where a.id = agreement and a.valid_to > now() and a.registered_by = my_organisation() and i_administer();
  ${refused('only the organisation that registered it ends it')};
end`;

const rest = `begin
  update nominations n set agreement_id = a.id, valid_to = least(n.valid_to, a.valid_to) from agreements a
   where n.id = nomination and a.id = agreement and n.state = 'pending' and n.agreement_id is null and coalesce(n.home_key_by, n.owner_key_by) = me()
     and ${inForce} and n.home_organisation_id = any(a.accepted) and n.owner_organisation_id = any(a.accepted);
  ${refused('it rests on an agreement in force between the two')};
end`;

const ofOwner = `exists (select from people p, groups g join authorities w on w.id = g.owner_authority_id where p.id = person_id and g.id = group_id and p.organisation_id = w.organisation_id)`;
const agreed = `exists (select from nominations n join agreements a on a.id = n.agreement_id where n.membership_id = memberships.id and n.agreement_id = memberships.agreement_id and ${inForce}
  and n.home_organisation_id = any(a.accepted) and n.owner_organisation_id = any(a.accepted))`;

/**
 * Another organisation's person sits in a group on an agreement that is in force between the two, and no longer than that. An agreement is seen by its parties' administrators. It holds
 * between those who have accepted it, each for itself.
 */
export const createAgreements: Migration = {
  name: '1769000101000-create-agreements',
  up: (service) => [
    `create table agreements (id uuid primary key, version int not null, name text not null, purposes text[] not null check (cardinality(purposes) > 0), areas text[] not null check (cardinality(areas) > 0),
      parties uuid[] not null check (cardinality(parties) > 1), accepted uuid[] not null check (accepted <@ parties), registered_by uuid not null, valid_from timestamptz not null, valid_to timestamptz not null check (valid_to >= valid_from))`,
    ...guard(service, 'agreements', { api: { select: 'i_administer() and my_organisation() = any(parties)' }, worker: { select: 'true' }, definer: { select: 'true', insert: 'true', update: 'true' } }),
    'alter table nominations add agreement_id uuid references agreements',
    'alter table memberships add agreement_id uuid references agreements',
    'create index memberships_agreement on memberships (agreement_id) where agreement_id is not null',
    ...definerFunction(service, 'register_agreement(asked jsonb) returns void language plpgsql', register, ['api']),
    ...definerFunction(service, 'accept_agreement(agreement uuid) returns void language plpgsql', accept, ['api']),
    ...definerFunction(service, 'end_agreement(agreement uuid) returns void language plpgsql', end, ['api']),
    ...definerFunction(service, 'rest_on(nomination uuid, agreement uuid) returns void language plpgsql', rest, ['api']),
    `create policy api_insert_on_agreement on memberships as restrictive for insert to ${service}_api with check (${ofOwner} or ${agreed})`,
  ],
};
