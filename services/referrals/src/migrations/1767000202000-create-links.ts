import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';

const valid = '(valid_to is null or valid_to > statement_timestamp()) and valid_from <= statement_timestamp()';

/** A request's agenda item: an id whose far end is known only by its audiences. The link exists for those who may see both ends. */
export const createLinks: Migration = {
  name: '1767000202000-create-links',
  up: (service) => [
    'create table agenda_readers (item_id uuid not null, audience_id uuid not null, valid_from timestamptz not null, valid_to timestamptz, primary key (item_id, audience_id))',
    'create table referral_links (referral_id uuid primary key references referrals, agenda_item_id uuid not null)',
    ...guard(service, 'agenda_readers', { api: { select: `audience_id = any(my_audiences()) and ${valid}` }, worker: every }),
    ...guard(service, 'referral_links', {
      api: { select: 'exists (select from referrals r where r.id = referral_links.referral_id) and exists (select from agenda_readers i where i.item_id = referral_links.agenda_item_id)' },
      definer: every, worker: every,
    }),
    // Whether the item exists is not asked: an answer would tell.
    ...definerFunction(service, 'link_item(of_referral uuid, item uuid) returns void language plpgsql', `
      begin
        if not exists (select from referrals r join side_audiences a on a.referral_id = r.id and a.role = 'sender' where r.id = of_referral and r.state = 'draft'
            and a.audience_id = any(my_audiences()) and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())) then
          raise exception 'not yours to link' using errcode = 'insufficient_privilege';
        end if;
        delete from referral_links where referral_id = of_referral;
        insert into referral_links select of_referral, item where item is not null;
      end`, ['api']),
  ],
};
