import { NotFound, Problem, type MeetingView, type PersonRef } from '@knutpunkt/contracts';
import { decide, type Action, type Freshness, type Names } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { noticeOf } from '@knutpunkt/service-kit';
import { guestRows, type GuestRow } from '../guests/guest-rows.js';
import { statusAt } from '../meeting/meeting.js';
import { proposalOf, standsByMail } from '../meeting/proposal.js';
import { namesIn } from './names.js';
import { mayRemindAt } from '../reminding.js';
import { isSilent, participantRows, seenMeeting, seesList, toldRow, versionOf, type ParticipantRow, type Seen, type ToldRow } from './meeting-rows.js';

/** The meeting as the actor may see it. Throws NotFound for hidden and absent alike, AccessNotFresh for individual level while the directory's copy is stale. */
export async function meetingView(tx: ActorTx, meetingId: string, { now, freshness }: { now: Date; freshness: Freshness }): Promise<MeetingView> {
  const [row, participants, names, guests, told] = await Promise.all([seenMeeting(tx, meetingId), participantRows(tx, meetingId), namesIn(tx, meetingId), guestRows(tx, meetingId), toldRow(tx, meetingId)]);
  if (!row) throw new Problem(NotFound);
  if (row.group_level === 'INDIVIDUAL') freshness.require();
  return viewOf(tx.actor, { row, participants, names, guests, told }, now);
}

export interface Read { readonly row: Seen; readonly participants: ParticipantRow[]; readonly guests: readonly GuestRow[]; readonly names: Names; readonly told: ToldRow | undefined }

/** What was read of a meeting, as it is shown to the actor. */
export function viewOf(actor: Actor, { row, participants, guests, names, told }: Read, now: Date): MeetingView {
  return { ...shellOf(row, names, now), version: versionOf(actor, row), content: contentOf(actor, row, { participants, guests, names, told, now }), mine: mineOf(actor, participants, names), may: mayOf(actor, row, participants, now) };
}

const shellOf = (row: Seen, names: Names, now: Date) => ({
  id: row.id, sight: row.title === null ? 'shell' as const : 'content' as const, groupLevel: row.group_level, group: row.group_id ? { id: row.group_id, name: names.group(row.group_id) } : null,
  startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: row.zone, place: row.place, link: row.title === null ? '' : row.link, status: statusAt({ status: row.status, endsAt: row.ends_at }, now),
});

function contentOf(actor: Actor, row: Seen, { participants, guests, names, told, now }: Omit<Read, 'row'> & { readonly now: Date }): MeetingView['content'] {
  if (row.title === null) return null;
  const may = mayOf(actor, row, participants, now);
  // A link is taken back, and a name erased, whatever has become of the meeting.
  const whole = seesList(actor, row);
  const keepsGuests = decide(actor, 'meeting.invite', { groupId: row.group_id, organiserId: row.organiser_id });
  return {
    title: row.title, about: row.about, list: !row.list_hidden ? 'open' : whole ? 'leaders' : 'hidden', cancelReason: row.cancel_reason, organiser: names.person(row.organiser_id), owner: names.authority(row.owner_authority_id),
    participants: participants.map((p) => ({
      id: p.id, person: p.person_id ? names.person(p.person_id) : null, function: p.function_id ? names.function(p.function_id) : null, organisation: names.organisation(p.organisation_id),
      via: p.via, unheld: p.unheld, removed: false, may: [...(may.includes('invite') && p.via === 'direct' ? ['remove'] : []), ...(may.includes('reschedule') && proposalOf(p) ? ['accept-proposal', 'decline-proposal'] : [])],
      reply: p.answer && p.answered_at ? { answer: p.answer, comment: p.comment, at: p.answered_at.toISOString(), by: p.answered_by ? names.person(p.answered_by) : null, ...byMail(p), handedTo: handedTo(p, participants, names) } : null,
    })),
    guests: guests.map(({ id, name, organisation, answer, answered_at }) => ({ id, name, organisation, answer, answeredAt: answered_at?.toISOString() ?? null, may: [...(may.includes('invite') ? ['link'] : []), ...(keepsGuests ? ['remove'] : [])] })),
    byOrganisation: whole ? repliesByOrganisation(participants, names) : [], remindedAt: (whole && row.reminded_at?.toISOString()) || null,
    notice: told ? { ...noticeOf(row.group_level, told.at, row.starts_at), changed: told.what === 'rescheduled' } : null,
    readers: [...(row.group_id ? [names.group(row.group_id)] : []), ...participants.filter((p) => p.via === 'direct' || (!row.group_id && p.via === 'organiser')).map((p) => names.participant(p))],
  };
}

/** What an answer that came by mail says besides. */
function byMail(participant: ParticipantRow): { byMail: boolean; proposes: { startsAt: string; endsAt: string } | null } {
  const proposal = proposalOf(participant);
  return { byMail: standsByMail(participant), proposes: proposal && { startsAt: proposal.startsAt.toISOString(), endsAt: proposal.endsAt.toISOString() } };
}

/** Who sits in for a participant, by an answer that stands; null where that one is asked no more. */
function handedTo(participant: ParticipantRow, participants: ParticipantRow[], names: Names): PersonRef | null {
  const substitute = standsByMail(participant) ? participants.find(({ id }) => id === participant.handed_to) : undefined;
  return substitute?.person_id ? names.person(substitute.person_id) : null;
}

/** Who is missing, organisation by organisation, in alphabetical order. */
function repliesByOrganisation(participants: ParticipantRow[], names: Names): NonNullable<MeetingView['content']>['byOrganisation'] {
  const ids = [...new Set(participants.map((p) => p.organisation_id))];
  const count = (id: string, answer: ParticipantRow['answer']): number => participants.filter((p) => p.organisation_id === id && p.answer === answer).length;
  return ids.map((id) => ({ organisation: names.organisation(id), yes: count(id, 'yes'), maybe: count(id, 'maybe'), no: count(id, 'no'), missing: count(id, null) }))
    .sort((a, b) => a.organisation.name.localeCompare(b.organisation.name, 'sv'));
}

const mineOf = (actor: Actor, participants: ParticipantRow[], names: Names): MeetingView['mine'] =>
  participants.filter((p) => isMine(actor, p)).map((p) => ({ participantId: p.id, function: p.function_id ? names.function(p.function_id) : null, answer: p.answer, comment: p.comment }));

export const isMine = (actor: Pick<Actor, 'personId' | 'functions'>, p: Pick<ParticipantRow, 'person_id' | 'function_id'>): boolean =>
  p.person_id === actor.personId || (p.function_id !== null && actor.functions.includes(p.function_id));

const changes: readonly [string, Action][] = [['reschedule', 'meeting.reschedule'], ['describe', 'meeting.describe'], ['cancel', 'meeting.cancel'], ['invite', 'meeting.invite']];

/** What this actor can do with the meeting now: the state allows it, and `decide` does. */
function mayOf(actor: Actor, row: Seen, participants: ParticipantRow[], now: Date): string[] {
  if (row.title === null) return [];
  const resource = { groupId: row.group_id, organiserId: row.organiser_id };
  const open = row.status === 'called' && row.starts_at > now;
  const allowed = changes.filter(([, action]) => decide(actor, action, resource)).map(([name]) => name);
  const individual = row.group_level === 'INDIVIDUAL';
  const readings = individual && decide(actor, 'meeting.readings', resource) ? ['readings'] : [];
  const reminds = open && allowed.includes('invite') && participants.some((p) => isSilent(p) && p.person_id !== actor.personId) && mayRemindAt(row.reminded_at, now) ? ['remind'] : [];
  const unreached = decide(actor, 'meeting.unreached', resource) ? ['unreached'] : [];
  return ['history', ...readings, ...unreached, ...reminds, ...(open && participants.some((p) => isMine(actor, p)) ? ['reply'] : []), ...allowed.filter((name) => (name === 'describe' ? row.status !== 'cancelled' && !individual : open && !(name === 'invite' && individual)))];
}
