import { definerFunction, type Migration } from '@knutpunkt/persistence';

const valid = '(valid_to is null or valid_to > statement_timestamp()) and valid_from <= statement_timestamp()';
/** A member's own row is worth what the membership is. Somebody who never was a member is a guest, whose row is all there is. */
const throughGroup = `(group_id is null or audience_id <> me() or group_id = any(my_audiences())
  or not exists (select from memberships m where m.group_id = agenda_readers.group_id and m.person_id = me() and m.role <> 'calendar'))`;

const seen = 'exists (select from referrals r where r.id = referral_links.referral_id and r.state = \'draft\') and exists (select from agenda_readers i where i.item_id = referral_links.agenda_item_id)';

/**
 * Who has left a group sees no more by a link what its meetings were about, and nobody takes away a link that he does not see. Of items told before, the group is not known:
 * they are seen again when they are told of next.
 */
export const seeLinksByGroup: Migration = {
  name: '1767000220000-see-links-by-group',
  up: (service) => [
    'truncate agenda_readers',
    'alter table agenda_readers add column group_id uuid',
    `alter policy api_select on agenda_readers using (audience_id = any(my_audiences()) and ${valid} and ${throughGroup})`,
    `grant delete on referral_links to ${service}_api`,
    `create policy api_delete on referral_links for delete to ${service}_api using (${seen})`,
    // An item in the place of another is said; that there is none is said of what one sees, under the policy.
    ...definerFunction(service, 'link_item(of_referral uuid, item uuid) returns void language plpgsql', `
      begin
        if not exists (select from referrals r join side_audiences a on a.referral_id = r.id and a.role = 'sender' where r.id = of_referral and r.state = 'draft'
            and a.audience_id = any(my_audiences()) and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())) then
          raise exception 'not yours to link' using errcode = 'insufficient_privilege';
        end if;
        insert into referral_links select of_referral, item where item is not null on conflict (referral_id) do update set agenda_item_id = excluded.agenda_item_id;
      end`, ['api']).map((statement) => statement.replace(/^create function/, 'create or replace function')),
  ],
};
