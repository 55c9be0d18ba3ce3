import { v7 } from 'uuid';
import { MeetingRecorded, MeetingScheduled, NobodyInvited, Problem, type Input, type MeetingFacts, type ScheduleMeeting } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import type { ActorTx } from '@knutpunkt/persistence';
import { refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { audiencesOf, chosenFrom, newId, participantsOf, requireMembersOnly, type InvitedGroup, type Known, type Participant } from '../participants/invited.js';
import { requireNoTextAtIndividualLevel } from './meeting.js';
import { factsOf } from './facts.js';
import type { Period } from './wall-time.js';

type Called = Omit<Input<typeof ScheduleMeeting>, 'starts' | 'ends' | 'listHidden'> & { readonly listHidden?: boolean };

/** Checks the texts and gives those who are called. Throws a problem for each thing that cannot be accepted. */
export function invite(tx: ActorTx, input: Called, { group, known }: { group: InvitedGroup | null; known: readonly Known[] }): Participant[] {
  const { title, about, place, link } = input;
  refuseIdentityNumbers({ title, about, place, link });
  requireNoTextAtIndividualLevel(group?.level ?? 'GENERAL', { title, about });
  requireMembersOnly(group?.level ?? 'GENERAL', input);
  const participants = participantsOf(tx.actor, group, chosenFrom(known, input));
  if (participants.length < 2) throw new Problem(NobodyInvited, { errors: [{ pointer: '/people', detail: 'Nobody besides you is invited.', code: NobodyInvited.slug }] });
  return participants.map((p) => ({ ...p, id: newId(input.listHidden) }));
}

export interface NewMeeting {
  readonly group: InvitedGroup | null;
  readonly participants: readonly Participant[];
  readonly id: string;
  readonly input: Called;
  readonly period: Period;
  readonly status: 'called' | 'held';
  readonly now: Date;
}

/** Writes a new meeting in one statement: shell, content, audiences, participants, history, audit row and event. */
export const write = (tx: ActorTx, meeting: NewMeeting): Promise<unknown> => tx.query('select write_meeting($1)', [JSON.stringify(written(tx, meeting))]);

/** Its shell, as it is written. */
export const rowOf = ({ actor }: ActorTx, { id, input, period, status, group }: NewMeeting) => ({
  id, group_id: group?.id ?? null, group_level: group?.level ?? 'GENERAL' as const, owner_authority_id: actor.authorityId, organiser_id: actor.personId,
  starts_at: period.startsAt, ends_at: period.endsAt, zone: input.zone, place: input.place, link: input.link, status, sequence: 0, list_hidden: input.listHidden ?? false,
});

/** Its participants, as they are written: of one that has been held nobody is asked for an answer. */
export const takingPart = ({ status, participants, now }: NewMeeting) => participants.map((p) => {
  const answer = status === 'held' ? null : p.answer;
  return { ...p, answer, comment: '', answered_at: answer && now, answered_by: answer && p.person_id };
});

/** A new meeting as `write_meeting` takes it. */
export function written(tx: ActorTx, meeting: NewMeeting): object {
  const { id, input: { title, about, place }, status, now } = meeting;
  const { actor: { personId, assuranceLevel } } = tx;
  const [row, participants] = [rowOf(tx, meeting), takingPart(meeting)];
  const audiences = audiencesOf(personId, row.group_id, participants, now);
  const facts: MeetingFacts = factsOf(row, participants, audiences);
  const what = status === 'held' ? 'recorded' : 'scheduled';
  return {
    meeting: row, audiences, action: `meeting.${what}`, assuranceLevel,
    content: { meeting_id: id, title, about, cancel_reason: null, version: 1 },
    participants: participants.map((p) => ({ ...p, meeting_id: id, removed_at: null })),
    change: { id: v7(), meeting_id: id, at: now, by_person_id: personId, what, starts_at: row.starts_at, ends_at: row.ends_at, place, answer: null, participant_ids: [] },
    envelope: envelopeFor(status === 'held' ? MeetingRecorded : MeetingScheduled, { aggregateId: id, aggregateVersion: 1, actor: actorFact(tx.actor), data: { meeting: facts }, now }),
  };
}

/** The actor as a fact in an event. */
export const actorFact = (actor: ActorTx['actor']) => ({ kind: 'person' as const, id: actor.personId, organisation: actor.organisationId });
