import { randomUUID } from 'node:crypto';
import {
  AddOutcome, AddRoom, AgendaDetails, DraftReferral, GiveAction, GroupDetails, HandOverAction, MeetingDetails, OpenPoll, ProposeItem, RecordPresence, ReferralDetails, ScheduleMeeting, SendReferral, TakeUpItem, WriteNotes,
  type AnyOperation, type Output, type RawInput,
} from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { type County, type Who } from '../leaks/histories/county.js';
import type { LeakHub } from '../leaks/leak-hub.js';
import { draftLike, linkGuestOf, seriesOf, when } from '../leaks/scene.js';
import { pollOf } from './polls.js';

/** Ids of one of each kind, by the names under which operations take them. */
export type Ids = Readonly<Record<string, string>>;

/** What somebody does; throws where it is refused. What has not come from another service yet is waited for. */
export async function does<Op extends AnyOperation>({ leaks, county }: Place, who: Who, op: Op, input: RawInput<Op>, ifMatch?: string): Promise<Output<Op>> {
  return eventually(() => leaks.hub.ask(op, county.bearer(who), input, { idempotencyKey: randomUUID(), ...(ifMatch ? { ifMatch } : {}) }), 30_000);
}

export interface Place { readonly leaks: LeakHub; readonly county: County }

/** A meeting of anna's in the group, with an item that cilla has proposed and an action that is offered to her, a request from anna to the police, and somebody and an agreement between the organisations. */
export async function sceneToAsk(place: Place): Promise<Ids> {
  const { ids } = place.county;
  const meeting = await does(place, 'anna', ScheduleMeeting, { ...when, title: 'Möte', groupId: ids.UNG, functions: [ids.ledare] });
  const onAgenda = await itemOf(place, meeting.id);
  const { version: _, ...participants } = await does(place, 'anna', MeetingDetails, { meetingId: meeting.id });
  const draft = await does(place, 'anna', DraftReferral, { aboutIndividual: false, functionId: ids.vakt, title: 'Fråga', body: 'Text' });
  await does(place, 'anna', SendReferral, { referralId: draft.id });
  await does(place, 'erik', ReferralDetails, { referralId: draft.id });
  const poll = await does(place, 'anna', OpenPoll, pollOf(ids.UNG));
  const { members } = await does(place, 'cilla', GroupDetails, { groupId: ids.UNG });
  return {
    ...onAgenda, meetingId: meeting.id, seriesId: await seriesOf(place.leaks, meeting.id), linkGuestId: await linkGuestOf(place.leaks, meeting.id), roomId: (await does(place, 'bo', AddRoom, { name: 'Rummet', address: 'Gatan 1' })).id, participantId: participants.content!.participants[1]!.id, referralId: draft.id, groupId: ids.UNG, draftId: await draftLike(place.leaks, ids.UNG), membershipId: members!.find(({ person }) => person.id === ids.david)!.id, ...(await betweenOrganisations(place)), ...(await administered(place)),
    ownAuthorityId: ids.KS, ownUnitId: await unitOf(place), ownFunctionId: ids.samord, personId: ids.bo, functionId: ids.vakt, authorityId: ids.SN, pollId: poll.id,
  };
}

/** The unit of bo's authority. */
async function unitOf({ leaks, county: { ids } }: Place): Promise<string> {
  return (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from units where authority_id = $1', [ids.KS]))[0]!.id;
}

async function itemOf(place: Place, meetingId: string): Promise<Ids> {
  const { ids } = place.county;
  const item = await does(place, 'cilla', ProposeItem, { meetingId, title: 'Punkt', type: 'discussion' });
  const at = { meetingId, itemId: item.id };
  await does(place, 'anna', TakeUpItem, at, item.version);
  await does(place, 'anna', WriteNotes, { ...at, text: 'Text' }, 'n0');
  const { content } = await does(place, 'anna', AddOutcome, { ...at, kind: 'decision', text: 'Beslut' });
  const { startsAt } = await does(place, 'anna', MeetingDetails, { meetingId });
  const presence = await does(place, 'anna', RecordPresence, { meetingId, personId: ids.anna, from: startsAt });
  const action = await does(place, 'anna', GiveAction, { ...at, text: 'Åtgärd', due: '2032-01-01', personId: ids.anna });
  await does(place, 'anna', HandOverAction, { actionId: action.id, personId: ids.cilla }, action.version);
  await does(place, 'erik', AgendaDetails, { meetingId });
  return { itemId: item.id, outcomeId: content!.outcomes[0]!.id, presenceId: presence.id, actionId: action.id };
}

/** Somebody of bo's for whose place in fia's group fia has turned the first key, and an agreement between them that bo has registered. */
async function betweenOrganisations({ leaks, county: { ids } }: Place): Promise<Ids> {
  const [nominationId, agreementId] = [randomUUID(), randomUUID()];
  await leaks.hub.asAdmin('directory', 'delete from nominations where group_id = $1', [ids.LAN]);
  await leaks.hub.asAdmin('directory', `insert into nominations (id, version, group_id, person_id, role, home_organisation_id, owner_organisation_id, required_level, begun_by, owner_key_by, state, created_at, expires_at)
    select $1, 1, g.id, p.id, 'member', p.organisation_id, a.organisation_id, 2, 'owner', $4, 'pending', now(), now() + interval '30 days'
      from groups g join authorities a on a.id = g.owner_authority_id, people p where g.id = $2 and p.id = $3`, [nominationId, ids.LAN, ids.cilla, ids.fia]);
  await leaks.hub.asAdmin('directory', `insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
    select $1, 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', array[b.organisation_id, f.organisation_id], array[b.organisation_id, f.organisation_id], b.organisation_id, now(), now() + interval '1 year' from people b, people f where b.id = $2 and f.id = $3`, [agreementId, ids.bo, ids.fia]);
  return { nominationId, agreementId };
}

/** Bo, a review of bo's organisation in which a seat stands as bo's own, and the organisation of fia, who administers the hub besides. */
async function administered({ leaks, county: { ids } }: Place): Promise<Ids> {
  const [reviewId, seatId] = [randomUUID(), randomUUID()];
  await leaks.hub.asAdmin('directory', 'delete from review_seats');
  await leaks.hub.asAdmin('directory', 'delete from reviews');
  await leaks.hub.asAdmin('directory', "insert into reviews select $1, 1, organisation_id, now() - interval '1 day', null, current_date + 60, now() + interval '60 days', null from people where id = $2", [reviewId, ids.bo]);
  await leaks.hub.asAdmin('directory', `insert into review_seats (id, review_id, organisation_id, membership_id, group_id, group_name, group_level, required_level, person_id, role, since, place)
    select $1, r.id, r.organisation_id, m.id, m.group_id, 'Gruppen', 'GENERAL', 2, $2, m.role, m.valid_from, 1 from reviews r, memberships m where r.id = $3 and m.group_id = $4 and m.person_id = $5 order by m.valid_from desc limit 1`, [seatId, ids.bo, reviewId, ids.UNG, ids.david]);
  await leaks.hub.asAdmin('directory', "update people set roles = '{administrator,hub-administrator}' where id = $1", [ids.fia]);
  const [{ organisationId }] = await leaks.hub.asAdmin<{ organisationId: string }>('directory', 'select organisation_id as "organisationId" from people where id = $1', [ids.fia]) as [{ organisationId: string }];
  return { staffId: ids.bo, reviewId, seatId, organisationId };
}
