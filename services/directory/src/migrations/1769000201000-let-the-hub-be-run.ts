import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const refuse = (what: string): string => `raise exception '${what}' using errcode = 'insufficient_privilege'`;

const add = `begin
  if not i_run_the_hub() then ${refuse('only an administrator of the hub proposes an organisation')}; end if;
  insert into organisations (id, version, at, code, name, type, number, identity_provider, bound_by_osl, status)
    values ((asked->>'id')::uuid, 1, 0, asked->>'code', asked->>'name', asked->>'type', asked->>'number', asked->>'identityProvider', (asked->>'boundByOsl')::boolean, 'proposed');
  insert into authorities (id, version, at, organisation_id, name) values ((asked->>'authorityId')::uuid, 1, 0, (asked->>'id')::uuid, asked->>'authority');
  insert into units (id, version, at, authority_id, name) values ((asked->>'unitId')::uuid, 1, 0, (asked->>'authorityId')::uuid, asked->>'unit');
  insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from)
    select (asked->>'personId')::uuid, 1, 0, (asked->>'id')::uuid, (asked->>'authorityId')::uuid, (asked->>'unitId')::uuid, p.first->>'homeId', p.first->>'name', p.first->>'title', p.first->>'email', 'sv', '{administrator}', 'active', now()
      from (select asked->'administrator' as first) p;
end`;

/** The life cycle: what may follow what. */
const steps = "(('proposed', 'active'), ('active', 'paused'), ('paused', 'active'), ('proposed', 'ended'), ('active', 'ended'), ('paused', 'ended'))";
/** What is not told yet stands at place 0; it takes its place when its organisation is let in. */
const placed = (kind: string, table: string, ofIt: string): string => `return query with placed as (update ${table} x set at = next_place() where x.at = 0 and ${ofIt} returning x.id) select '${kind}', placed.id from placed;`;

const change = `begin
  if not i_run_the_hub() then ${refuse('only an administrator of the hub changes how an organisation stands')}; end if;
  update organisations o set status = becomes, reason = why, agreement = coalesce(signed, o.agreement), signed_on = coalesce(signed_day, o.signed_on), changed_at = now(), version = o.version + 1, at = next_place()
   where o.id = organisation and (o.status, becomes) in ${steps}
     and (becomes = 'active' or o.id <> my_organisation())
     and (becomes <> 'active' or coalesce(signed, o.agreement) is not null and exists (select from people q where q.organisation_id = o.id and q.status in ('active', 'dormant') and 'administrator' = any(q.roles)));
  if not found then ${refuse('the organisation cannot become that')}; end if;
  return query select 'organisation', organisation;
  if becomes = 'active' then
    ${placed('authority', 'authorities', 'x.organisation_id = organisation')}
    ${placed('unit', 'units', 'x.authority_id in (select w.id from authorities w where w.organisation_id = organisation)')}
    ${placed('person', 'people', 'x.organisation_id = organisation and x.unit_id is not null')}
  end if;
end`;

const log = `
  select l.id, l.at, l.actor_kind, l.actor_id, l.organisation_id, l.action from audit l
   where (before is null or (l.at, l.id) < (select c.at, c.id from audit c where c.id = before)) and i_run_the_hub() order by l.at desc, l.id desc limit most`;

/**
 * The hub's administrator governs which organisations there are, and sees nothing of what they do but that it was done. Nobody shuts out the own organisation. An organisation that is only
 * proposed is known to the directory alone.
 */
export const letTheHubBeRun: Migration = {
  name: '1769000201000-let-the-hub-be-run',
  up: (service) => [
    `alter table organisations add agreement text, add signed_on date, add reason text, add changed_at timestamptz, add check (status in ('proposed', 'active', 'paused', 'ended')), add check ((agreement is null) = (signed_on is null))`,
    "create function i_run_the_hub() returns boolean language sql stable parallel safe return exists (select from people p where p.id = me() and 'hub-administrator' = any(p.roles))",
    ...['organisations', 'authorities', 'units', 'people'].flatMap((table) => guard(service, table, { definer: { insert: 'true', update: 'true' } })),
    ...guard(service, 'audit', { definer: { select: 'true' } }),
    ...definerFunction(service, 'add_organisation(asked jsonb) returns void language plpgsql', add, ['api']),
    ...definerFunction(service, 'change_organisation(organisation uuid, becomes text, why text, signed text, signed_day date) returns table (kind text, id uuid) language plpgsql', `#variable_conflict use_column\n${change}`, ['api']),
    ...definerFunction(service, 'hub_log(before uuid, most int) returns table (id uuid, at timestamptz, actor_kind text, actor_id text, organisation_id uuid, action text) language sql stable', log, ['api']),
  ],
};
