import { partnerRightColumns } from '@knutpunkt/access';
import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const valid = 'a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())';
/** The states in which the receiver has said something. */
const answered = "('asked', 'answered', 'accepted', 'in-progress', 'fed-back', 'closed', 'declined')";

/** What the own organisation has asked is read by the function that has it; what it has answered, by the unit that asked. */
const partnerRights = `
  select s.audience_id, s.kind, s.organisation_id, 'content', count(*)::int, min(s.valid_from), case when bool_and(s.valid_to is not null) then max(s.valid_to) end, max(u.at)
    from (
      select a.audience_id, a.kind, a.valid_from, a.valid_to, r.id, f.organisation_id from referrals r join side_audiences a on a.referral_id = r.id and a.role = 'receiver' join functions f on f.id = a.audience_id
       where r.sender_organisation_id = my_organisation() and i_administer() and r.state <> 'recalled' and ${valid}
      union all
      select a.audience_id, a.kind, a.valid_from, a.valid_to, r.id, r.sender_organisation_id from referrals r join side_audiences a on a.referral_id = r.id and a.role = 'sender'
       where r.receiver_organisation_id = my_organisation() and i_administer() and r.state in ${answered} and ${valid}) s
    left join lateral (select max(l.at) as at from audit l where l.object_id = s.id and l.actor_kind = 'person' and l.organisation_id = s.organisation_id) u on true
   where s.organisation_id <> my_organisation() group by s.audience_id, s.kind, s.organisation_id`;

/** An administrator may know who outside sees the own organisation's requests and answers, and when it was used; never which, nor what is in them. */
export const tellWhatOthersSee: Migration = {
  name: '1769000200000-tell-what-others-see',
  up: (service) => [
    'create index referrals_sender on referrals (sender_organisation_id)',
    'create index referrals_receiver on referrals (receiver_organisation_id)',
    ...guard(service, 'audit', { definer: { select: 'true' } }),
    ...definerFunction(service, `partner_rights() returns table ${partnerRightColumns} language sql stable`, partnerRights, ['api']),
  ],
};
