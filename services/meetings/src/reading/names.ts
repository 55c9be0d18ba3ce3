import { namesOf, present, type Names } from '@knutpunkt/access';
import type { Tx } from '@knutpunkt/persistence';
import type { ParticipantRow, Seen } from './meeting-rows.js';

/** The names that a meeting's view needs. */
export const namesFor = (tx: Tx, row: Seen, participants: readonly ParticipantRow[]): Promise<Names> =>
  namesOf(tx, {
    people: present([row.organiser_id, ...participants.flatMap((p) => [p.person_id, p.answered_by])]), functions: present(participants.map((p) => p.function_id)),
    organisations: present(participants.map((p) => p.organisation_id)), authorities: [row.owner_authority_id], groups: present([row.group_id]),
  });
