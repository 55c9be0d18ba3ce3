import type { ServiceName } from '@knutpunkt/contracts';
import type { Who } from './people.js';

/** A change in SQL, past every handler: who may make it as the service's own role, and who is stopped by PostgreSQL. `of` says which id of the matrix's things stands for $1. Where nobody may, two people do it by a function. */
export interface Write {
  readonly what: string;
  readonly service: ServiceName;
  readonly sql: string;
  readonly of: readonly [thing: string, id: string];
  readonly may: readonly Who[];
  readonly mayNot: readonly Who[];
}

const strangers = ['colleague', 'coordinator', 'other organisation\'s member', 'ended member', 'hub\'s administrator'] as const;
const administrators = ['administrator', 'partner\'s administrator'] as const;

/** What rows of another organisation's, or of another person's, would be changed by. */
export const writes: readonly Write[] = [
  { what: 'change when the group\'s meeting is', service: 'meetings', sql: 'update meetings set starts_at = starts_at where id = $1 returning 1', of: ['the general group\'s meeting', 'meetingId'], may: ['organiser', 'chair'], mayNot: [...strangers, ...administrators, 'calendar only'] },
  { what: 'change what the individual-level group\'s meeting is called', service: 'meetings', sql: "update meeting_contents set title = title where meeting_id = $1 returning 1", of: ['the individual-level group\'s meeting', 'meetingId'], may: ['organiser'], mayNot: [...strangers, ...administrators, 'member below the level', 'chair', 'guest', 'calendar only'] },
  { what: 'call a meeting in the organiser\'s name', service: 'meetings', sql: `insert into meetings (id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
      select gen_random_uuid(), 'GENERAL', m.owner_authority_id, m.organiser_id, now(), now() + interval '1 hour', m.zone, '', '', 'called', 0, 1, 1 from meetings m where m.id = $1 returning 1`, of: ['the general group\'s meeting', 'meetingId'], may: ['organiser'], mayNot: [...strangers, ...administrators, 'chair', 'member', 'guest'] },
  { what: 'change a series of the group\'s', service: 'meetings', sql: 'update series set version = version where id = $1 returning 1', of: ['the general group\'s series', 'seriesId'], may: ['organiser'], mayNot: [...strangers, ...administrators, 'calendar only'] },
  { what: 'close the group\'s poll', service: 'meetings', sql: "update polls set status = 'closed' where id = $1 returning 1", of: ['the general group\'s poll', 'pollId'], may: ['organiser'], mayNot: [...strangers, ...administrators, 'calendar only'] },
  { what: 'answer a poll in the member\'s name', service: 'meetings', sql: `insert into poll_votes select v.poll_id, 2, v.voter, 'yes', now(), v.person_id from poll_voters v join people p on p.id = v.person_id where v.poll_id = $1 and p.home_id = 'member.pa' returning 1`, of: ['the general group\'s poll', 'pollId'], may: ['member'], mayNot: ['organiser', 'chair', 'guest', ...strangers, ...administrators] },
  { what: 'take back a guest\'s link', service: 'meetings', sql: 'delete from meeting_guests where id = $1 returning 1', of: ['a guest by link of the general group\'s meeting', 'linkGuestId'], may: ['organiser'], mayNot: [...strangers, ...administrators, 'calendar only'] },
  { what: 'change the words of an item for the police', service: 'agendas', sql: 'update item_contents set title = title where item_id = $1 returning 1', of: ['an item marked for the police', 'itemId'], may: ['member'], mayNot: ['chair', 'organiser', 'guest', ...strangers, ...administrators] },
  { what: 'propose an item in the member\'s name', service: 'agendas', sql: "insert into item_contents (item_id, title, background, type, proposer_id) select $1, '', '', 'discussion', p.id from people p where p.home_id = 'member.pa' returning 1", of: ['an item that is taken up', 'itemId'], may: ['member'], mayNot: ['chair', 'organiser', 'guest', ...strangers, ...administrators] },
  { what: 'settle the member\'s action', service: 'agendas', sql: "update actions set state = 'done' where id = $1 returning 1", of: ['the member\'s action', 'actionId'], may: ['member', 'organiser'], mayNot: [...strangers, ...administrators, 'calendar only'] },
  { what: 'change the words of a request that is not sent', service: 'referrals', sql: "update referral_texts set body = body where referral_id = $1 and kind = 'request' returning 1", of: ['a request that is not sent', 'referralId'], may: ['organiser', 'unit colleague'], mayNot: ['function holder', 'member', 'guest', ...strangers, ...administrators] },
  { what: 'move a request to the police', service: 'referrals', sql: 'update referrals set facts = facts where id = $1 returning 1', of: ['a request to the police\'s function', 'referralId'], may: ['organiser', 'unit colleague', 'function holder'], mayNot: ['member', 'guest', ...strangers, ...administrators] },
  { what: 'end a seat of the police\'s in the municipality\'s group', service: 'directory', sql: 'update memberships set valid_to = now() where id = $1 returning 1', of: ['a seat whose person leaves', 'membershipId'], may: [...administrators], mayNot: ['chair', 'organiser', 'member', ...strangers] },
  { what: 'add one of the municipality\'s to its group', service: 'directory', sql: `insert into memberships (id, version, at, group_id, person_id, role, valid_from) select gen_random_uuid(), 1, next_place(), $1, p.id, 'member', now() from people p where p.home_id = 'colleague.ka' returning 1`, of: ['the general group', 'groupId'], may: ['administrator'], mayNot: ['partner\'s administrator', 'chair', 'organiser', 'member', ...strangers] },
  { what: 'add one of the police to the municipality\'s group', service: 'directory', sql: `insert into memberships (id, version, at, group_id, person_id, role, valid_from) select gen_random_uuid(), 1, next_place(), $1, p.id, 'member', now() from people p where p.home_id = 'holder.pa' returning 1`, of: ['the general group', 'groupId'], may: [], mayNot: [...administrators, 'chair', 'organiser', 'member', ...strangers] },
  { what: 'give one of the police\'s staff a role', service: 'directory', sql: "update people set roles = '{coordinator}' where id = $1 returning 1", of: ['one of the police\'s staff', 'staffId'], may: ['partner\'s administrator'], mayNot: ['administrator', 'member', 'chair', ...strangers] },
  { what: 'call the police\'s authority something else', service: 'directory', sql: "select from keep_authority($1, 'Namn')", of: ['the police\'s authority', 'ownAuthorityId'], may: ['partner\'s administrator'], mayNot: ['administrator', 'function holder', 'chair', ...strangers] },
  { what: 'take the police\'s function from who holds it', service: 'directory', sql: "select from functions f, holdings h, take_function(f.id, h.person_id) where f.id = $1 and h.function_id = f.id and (h.valid_to is null or h.valid_to > now())", of: ['the police\'s function', 'ownFunctionId'], may: ['partner\'s administrator'], mayNot: ['administrator', 'function holder', 'chair', ...strangers] },
  { what: 'throw away a draft of a group of the municipality\'s', service: 'directory', sql: 'delete from group_drafts where id = $1 returning 1', of: ['a draft of a group of the municipality\'s', 'draftId'], may: ['administrator'], mayNot: ['partner\'s administrator', 'chair', 'organiser', ...strangers] },
  { what: 'call the municipality\'s group something else', service: 'directory', sql: "select from rename_group($1, 'Namn', 'Syfte')", of: ['the general group', 'groupId'], may: ['administrator'], mayNot: ['partner\'s administrator', 'chair', 'organiser', 'member', ...strangers] },
  { what: 'let the municipality\'s group rest', service: 'directory', sql: "select count(*) from change_group($1, 'dormant', null)", of: ['the general group', 'groupId'], may: ['administrator'], mayNot: ['partner\'s administrator', 'chair', 'organiser', 'member', ...strangers] },
  { what: 'mark what the member was told as read', service: 'notifications', sql: `update notifications n set read_at = now() from people p where p.id = n.person_id and p.home_id = 'member.pa' and n.matter_id = $1 returning 1`, of: ['the general group\'s meeting', 'meetingId'], may: ['member'], mayNot: ['chair', 'organiser', ...strangers, ...administrators] },
];
