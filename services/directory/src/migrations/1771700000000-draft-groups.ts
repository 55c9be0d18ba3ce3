import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const own = 'i_administer() and organisation_id = my_organisation() and required_assurance_level <= my_level()';
const written = ['name', 'type', 'level', 'required_assurance_level', 'purpose', 'owner_authority_id', 'agreement_id', 'agreed_purpose'];

/** What another has said of a group holds for what it was then. */
const forgetProposal = `begin
  new.proposed_by := null;
  new.proposed_at := null;
  return new;
end`;

const refuse = (what: string): string => `raise exception '${what}' using errcode = 'insufficient_privilege'`;
const administering = "'administrator' = any(q.roles) and q.status = 'active' and (q.valid_to is null or q.valid_to > now())";
/** For 30 days, and as long as who said it administers the organisation. */
const proposedByAnother = `d.proposed_by <> me() and d.proposed_at > now() - interval '30 days' and exists (select from people q where q.id = d.proposed_by and q.organisation_id = d.organisation_id and ${administering})`;

export const establish = `
declare d group_drafts; begin
  select x.* into d from group_drafts x join authorities w on w.id = x.owner_authority_id join agreements g on g.id = x.agreement_id
   where x.id = draft and x.organisation_id = my_organisation() and w.organisation_id = x.organisation_id and x.required_assurance_level <= my_level() and i_administer() and x.purpose <> ''
     and g.valid_from <= now() and g.valid_to > now() and cardinality(g.accepted) > 1 and x.organisation_id = any(g.accepted) and x.agreed_purpose = any(g.purposes) for update of x;
  if not found then ${refuse('a group is established by the administrators of who owns it, for a purpose of an agreement in force')}; end if;
  if d.level = 'INDIVIDUAL' and (${proposedByAnother}) is not true then
    if d.owner_authority_id <> my_authority() then ${refuse('the first word on a group of individual level is the owner authority\'\'s')}; end if;
    update group_drafts set (proposed_by, proposed_at, version) = (me(), now(), version + 1) where id = draft;
    return 'proposed';
  end if;
  insert into groups (id, version, at, name, type, level, required_assurance_level, purpose, owner_authority_id, agreement_id, agreed_purpose, status)
    values (d.id, 1, next_place(), d.name, d.type, d.level, d.required_assurance_level, d.purpose, d.owner_authority_id, d.agreement_id, d.agreed_purpose, 'established');
  delete from group_drafts where id = draft;
  return 'established';
end`;

/**
 * A group that is not established is no group: it stands in a table of its own, which nothing that shows groups reads, and may change its level. Whose word it has is written by one function, so that nobody
 * establishes a group of individual level alone.
 */
export const draftGroups: Migration = {
  name: '1771700000000-draft-groups',
  up: (service) => [
    'alter table groups add agreement_id uuid references agreements, add agreed_purpose text',
    `create table group_drafts (id uuid primary key, version int not null, organisation_id uuid not null, owner_authority_id uuid not null, name text not null, type text not null, level text not null check (level in ('GENERAL', 'INDIVIDUAL')),
      required_assurance_level int not null, purpose text not null, agreement_id uuid references agreements, agreed_purpose text, proposed_by uuid, proposed_at timestamptz, check ((proposed_by is null) = (proposed_at is null)))`,
    'create index group_drafts_organisation on group_drafts (organisation_id)',
    ...guard(service, 'group_drafts', { api: { select: own, insert: `${own} and proposed_by is null`, delete: own }, definer: { select: 'true', update: 'true', delete: 'true' } }),
    `grant update (${[...written, 'version'].join(', ')}) on group_drafts to ${service}_api`,
    `create policy api_update on group_drafts for update to ${service}_api using (${own}) with check (${own})`,
    `create function forget_proposal() returns trigger language plpgsql as $$ ${forgetProposal} $$`,
    `create trigger group_drafts_forget_proposal before update of ${written.join(', ')} on group_drafts for each row execute function forget_proposal()`,
    ...guard(service, 'groups', { definer: { insert: 'true' } }),
    ...definerFunction(service, 'establish_group(draft uuid) returns text language plpgsql', establish, ['api']),
  ],
};
