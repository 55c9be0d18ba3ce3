import type { ActorTx } from '@knutpunkt/persistence';
import type { ParticipantRow } from '../reading/meeting-rows.js';
import type { Read } from '../reading/meeting-view.js';
import { rowOf, takingPart, type NewMeeting } from './compose.js';

const never = { mail_at: null, proposed_starts_at: null, proposed_ends_at: null, handed_to: null };

/** A new meeting as whoever called it would read it, without being read: nobody else has had it in hand. */
export function asWritten(tx: ActorTx, meeting: NewMeeting): Omit<Read, 'names'> {
  const { title, about } = meeting.input;
  const participants: ParticipantRow[] = takingPart(meeting).map((p) => ({ ...p, ...never }));
  return {
    row: { ...rowOf(tx, meeting), version: 1, facts: 1, title, about, cancel_reason: null, content_version: 1, reminded_at: null },
    participants: participants.toSorted((a, b) => (a.id < b.id ? -1 : 1)), guests: [],
    told: meeting.status === 'called' ? { at: meeting.now, what: 'scheduled' } : undefined,
  };
}
