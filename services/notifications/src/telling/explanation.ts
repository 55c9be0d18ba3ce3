import { v7 as uuid } from 'uuid';
import type { EventOf, ExplainedReason, MeetingFacts, ReplyExplained } from '@knutpunkt/contracts';
import type { MailKind } from '../mail/matter-facts.js';
import type { PlainKind } from '../mail/plain-letter.js';
import { factsFor } from './tell.js';

/** A participant whose answer was to an earlier time is asked again; one who asks for the entry gets it as it stands (RFC 5546 §3.2.6). */
function calendarKind(reason: ExplainedReason, { status }: MeetingFacts): MailKind | null {
  if (reason === 'outdated') return 'rescheduled';
  if (reason !== 'refresh') return null;
  return status === 'cancelled' ? 'cancelled' : 'resent';
}

/** The rows of the queue that explain to one participant what became of a mail; none where the participant is gone. */
export function explanationOf({ data, aggregateversion: version }: EventOf<typeof ReplyExplained>): object[] {
  const { meeting, participantId, reason } = data;
  const participant = meeting.participants.find((p) => p.id === participantId);
  if (!participant) return [];
  const recipient = participant.personId ? { recipientKind: 'person', recipientId: participant.personId } : { recipientKind: 'function', recipientId: participant.functionId };
  const kind = calendarKind(reason, meeting);
  const told = kind ? { kind, facts: factsFor(meeting, reason === 'outdated') } : { kind: `reply-${reason}` as PlainKind, facts: { level: meeting.groupLevel, path: `/moten/${meeting.id}` } };
  return [{ id: uuid(), ...recipient, matterId: meeting.id, version, gatherMs: 0, ...told }];
}
