import type { Resource } from '@knutpunkt/access';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { Ids } from './scene.js';

type Facts = Record<string, string | null>;

/** How a kind of thing is met in SQL: the row that says that it is there for somebody, and what the rules need to know of it. */
export interface Kind {
  readonly service: ServiceName;
  /** Asked as the service's own role, in somebody's transaction. */
  readonly seen: string;
  /** Asked as a superuser. */
  readonly facts?: string;
  readonly id: string;
  readonly resource?: (facts: Facts, tx: Tx, ids: Ids) => Resource | Promise<Resource>;
}

const called = 'select group_id as "groupId", organiser_id as "organiserId"';
const own = ({ groupId = null, organiserId }: Facts): Resource => ({ groupId, ...(organiserId ? { organiserId } : {}) });
const owned = 'a.organisation_id as "ownerOrganisationId", a.id as "ownerAuthorityId"';
const asIs = (facts: Facts): Resource => facts as Resource;

/** The sides of a request that somebody is on. */
async function sided(_: Facts, tx: Tx, { referralId, side }: Ids): Promise<Resource> {
  const mine = await tx.query<{ role: 'sender' | 'receiver' }>('select role from sides where referral_id = $1 and ended_at is null', [referralId]);
  return { actingFor: side as 'sender' | 'receiver', mySides: mine.map(({ role }) => role) };
}

export const kinds = {
  meeting: { service: 'meetings', id: 'meetingId', seen: 'select from meetings where id = $1', facts: `${called} from meetings where id = $1`, resource: own },
  words: { service: 'meetings', id: 'meetingId', seen: 'select from meeting_contents where meeting_id = $1', facts: `${called} from meetings where id = $1`, resource: own },
  'link guest': { service: 'meetings', id: 'linkGuestId', seen: 'select from meeting_guests where id = $1', facts: `${called} from meeting_guests g join meetings m on m.id = g.meeting_id where g.id = $1`, resource: own },
  'poll guest': { service: 'meetings', id: 'linkGuestId', seen: 'select from poll_guests where id = $1', facts: `${called} from poll_guests g join polls p on p.id = g.poll_id where g.id = $1`, resource: own },
  poll: { service: 'meetings', id: 'pollId', seen: 'select from polls where id = $1', facts: `${called} from polls where id = $1`, resource: own },
  series: { service: 'meetings', id: 'seriesId', seen: 'select from series where id = $1', facts: `${called} from series where id = $1`, resource: own },
  room: { service: 'meetings', id: 'roomId', seen: 'select from rooms where id = $1 and removed_at is null' },
  prepared: { service: 'meetings', id: 'meetingDraftId', seen: 'select from meeting_drafts where id = $1' },
  agenda: { service: 'agendas', id: 'meetingId', seen: 'select from agendas where id = $1', facts: `${called} from agendas where id = $1`, resource: own },
  item: {
    service: 'agendas', id: 'itemId', seen: 'select from item_contents where item_id = $1', facts: 'select a.group_id as "groupId", a.organiser_id as "organiserId", c.proposer_id as "proposerId" from items i join agendas a on a.id = i.agenda_id join item_contents c on c.item_id = i.id where i.id = $1',
    resource: asIs,
  },
  action: {
    service: 'agendas', id: 'actionId', seen: 'select from actions where id = $1', facts: 'select c.group_id as "groupId", a.organiser_id as "organiserId", c.owner_person_id as owner, c.owner_function_id as "ownersFunction" from actions c join agendas a on a.id = c.agenda_id where c.id = $1',
    resource: ({ owner = null, ownersFunction = null, ...of }: Facts) => ({ ...own(of), owner: { personId: owner, functionId: ownersFunction } }),
  },
  offer: { service: 'agendas', id: 'actionId', seen: 'select from actions where id = $1', facts: 'select offered_person_id as person from actions where id = $1', resource: ({ person = null }: Facts) => ({ owner: { personId: person, functionId: null } }) },
  request: { service: 'referrals', id: 'referralId', seen: 'select from referrals where id = $1', resource: sided },
  group: {
    service: 'directory', id: 'groupId', seen: 'select from groups where id = $1',
    facts: `select g.id as "groupId", g.level as "groupLevel", ${owned} from groups g join authorities a on a.id = g.owner_authority_id where g.id = $1`, resource: asIs,
  },
  draft: { service: 'directory', id: 'draftId', seen: 'select from group_drafts where id = $1' },
  seat: {
    service: 'directory', id: 'membershipId', seen: 'select from memberships where id = $1',
    facts: `select g.level as "groupLevel", ${owned}, p.id as "personId", p.organisation_id as "personOrganisationId" from memberships m join groups g on g.id = m.group_id join authorities a on a.id = g.owner_authority_id join people p on p.id = m.person_id where m.id = $1`, resource: asIs,
  },
  staff: { service: 'directory', id: 'staffId', seen: 'select from people where id = $1 and organisation_id = my_organisation() and i_administer()', facts: 'select id as "personId" from people where id = $1', resource: asIs },
  'own authority': { service: 'directory', id: 'ownAuthorityId', seen: 'select from authorities where id = $1 and organisation_id = my_organisation() and i_administer()' },
  'own function': { service: 'directory', id: 'ownFunctionId', seen: 'select from functions where id = $1 and organisation_id = my_organisation() and i_administer()' },
  agreement: { service: 'directory', id: 'agreementId', seen: 'select from agreements where id = $1', facts: 'select registered_by as "ownerOrganisationId" from agreements where id = $1', resource: asIs },
  nomination: {
    service: 'directory', id: 'nominationId', seen: 'select from nominations where id = $1',
    facts: `select g.level as "groupLevel", ${owned}, n.person_id as "personId", n.home_organisation_id as "personOrganisationId", 'home' as awaits, n.owner_key_by as "firstKeyById" from nominations n join groups g on g.id = n.group_id join authorities a on a.id = g.owner_authority_id where n.id = $1`, resource: asIs,
  },
  review: { service: 'directory', id: 'reviewId', seen: 'select from reviews where id = $1' },
  reviewed: { service: 'directory', id: 'seatId', seen: 'select from review_seats where id = $1', facts: 'select person_id as "personId" from review_seats where id = $1', resource: asIs },
  organisation: { service: 'directory', id: 'organisationId', seen: 'select from organisations where id = $1 and i_run_the_hub()', facts: 'select id as "ownerOrganisationId" from organisations where id = $1', resource: asIs },
  none: { service: 'directory', id: '', seen: 'select' },
} as const satisfies Record<string, Kind>;

const named: readonly (readonly [RegExp, keyof typeof kinds])[] = [
  [/^a room/, 'room'], [/^the police's authority$/, 'own authority'], [/^the police's function$/, 'own function'], [/^what .* is about$/, 'words'], [/^a guest by link of .* poll$/, 'poll guest'], [/^a guest by link of/, 'link guest'], [/series$/, 'series'], [/^the agenda of/, 'agenda'], [/poll$/, 'poll'], [/^an item/, 'item'], [/^an action offered/, 'offer'], [/action$/, 'action'], [/^a request/, 'request'], [/in the review$/, 'reviewed'], [/prepares$/, 'prepared'], [/review$/, 'review'],
  [/meeting$|^a meeting/, 'meeting'], [/^a draft/, 'draft'], [/seat/, 'seat'], [/group$|^a group that/, 'group'], [/agreement/, 'agreement'], [/nomination$/, 'nomination'], [/staff$|^the police's administrator/, 'staff'], [/another organisation$|the association$/, 'organisation'], [/^(the hub|oneself)$/, 'none'],
];

/** What kind of thing the matrix means. */
export function kindOf(thing: string): keyof typeof kinds {
  const kind = named.find(([pattern]) => pattern.test(thing))?.[1];
  if (!kind) throw new Error(`nobody has said what kind of thing is ${thing}`);
  return kind;
}
