import type { ExplainedReason } from '@knutpunkt/contracts';
import { holdsIdentityNumber } from '@knutpunkt/service-kit';
import { oneOf } from './addresses.js';
import type { Attendee, Itip, Reading } from './itip.js';
import type { Stretch } from './stretch.js';
import { visibleText } from './visible-text.js';

export type Answer = 'yes' | 'maybe' | 'no';

/** What of a meeting and of one participant decides what a mail does. */
export interface Situation {
  readonly meetingId: string;
  readonly level: 'GENERAL' | 'INDIVIDUAL';
  readonly status: 'called' | 'cancelled' | 'held';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly sequence: number;
  /** The sequence at which everybody was asked last: answers to an earlier one are to another time. */
  readonly askedSequence: number;
  /** The participant's own addresses. */
  readonly addresses: readonly string[];
  readonly answeredAt: Date | null;
  /** Sequence and stamp of the newest answer that came by mail, and when that was taken; null where none has. */
  readonly byMail: { readonly sequence: number; readonly stamp: Date; readonly at: Date } | null;
}

export type Verdict =
  | { readonly does: 'answer'; readonly answer: Answer; readonly comment: string; readonly dropsComment: boolean; readonly proposes: Stretch | null; readonly sequence: number; readonly stamp: Date }
  | { readonly does: 'hand over'; readonly to: string; readonly sequence: number; readonly stamp: Date }
  | { readonly does: 'explain'; readonly reason: ExplainedReason }
  | { readonly does: 'nothing' }
  | { readonly does: 'refuse' };

const refuse: Verdict = { does: 'refuse' };
const nothing: Verdict = { does: 'nothing' };
const explain = (reason: ExplainedReason): Verdict => ({ does: 'explain', reason });

const answers: Readonly<Record<string, Answer>> = { ACCEPTED: 'yes', TENTATIVE: 'maybe', DECLINED: 'no' };

/** The only name by which an entry of ours is known. */
export const uidOf = (meetingId: string): string => `${meetingId}@knutpunkt`;

/** What a participant's mail does to a meeting, by RFC 5546. Pure: `now` is given, and never thrown. */
export function judge(reading: Reading, situation: Situation, now: Date): Verdict {
  if (reading.method === null) return explain('unread');
  if (reading.uid.toLowerCase() !== uidOf(situation.meetingId).toLowerCase()) return refuse;
  if (reading.occurrence && reading.occurrence.getTime() !== situation.startsAt.getTime()) return explain('unread');
  switch (reading.method) {
    case 'REPLY': return replied(reading, situation, now);
    case 'REFRESH': return speaksForItself(reading, situation) ? explain('refresh') : refuse;
    case 'COUNTER': return countered(reading, situation, now);
    // RFC 5546 §3.2.2.3: who delegates sends the request on, and a copy to the organiser.
    case 'REQUEST': return reading.attendees.some((one) => one.delegates || one.partstat === 'DELEGATED') ? explain('delegated') : refuse;
    // RFC 5546 §1.4: these are the organiser's alone.
    case 'PUBLISH': case 'ADD': case 'CANCEL': case 'DECLINECOUNTER': return refuse;
  }
}

/** RFC 5546 §3.2.6, §3.2.7: an attendee speaks for itself; a message that names nobody is by whom the mail is from. */
const speaksForItself = ({ attendees }: Itip, { addresses }: Situation): boolean => attendees.length === 0 || attendees.some((one) => oneOf(addresses, one.address));

/** Why a meeting takes no answers any more. */
function closed({ status, startsAt }: Situation, now: Date): Verdict | null {
  if (status === 'cancelled') return explain('cancelled');
  return status === 'held' || startsAt <= now ? explain('late') : null;
}

function replied(reading: Itip, situation: Situation, now: Date): Verdict {
  const speaker = reading.attendees.find((one) => oneOf(situation.addresses, one.address));
  // RFC 5546 §3.2.3: one attendee answers, for itself; who was not asked is not let in by an answer.
  if (!speaker) return reading.attendees.some((one) => one.delegates) ? explain('delegated') : refuse;
  if (speaker.partstat === 'DELEGATED' || speaker.delegates) return handedOver(speaker, { reading, situation, now });
  if (speaker.partstat === 'NEEDS-ACTION') return nothing;
  const answer = answers[speaker.partstat];
  if (!answer) return explain('unread');
  return closed(situation, now) ?? inOrder(reading, situation, now) ?? taken({ answer, speaker, reading }, situation, now);
}

/** RFC 5546 §3.2.2.3: to one other, and of a general-level meeting alone. Whether that one may sit in is for the hub to know. */
function handedOver({ partstat, delegatedTo: [to, ...more] }: Attendee, { reading, situation, now }: { reading: Itip; situation: Situation; now: Date }): Verdict {
  if (partstat !== 'DELEGATED' || !to || more.length > 0 || situation.level === 'INDIVIDUAL' || closed(situation, now)) return explain('delegated');
  return inOrder(reading, situation, now) ?? { does: 'hand over', to, sequence: sequenceOf(reading, situation), stamp: stampOf(reading, now) };
}

const longest = 24 * 60 * 60 * 1_000;

/** RFC 5546 §3.2.7: another time is proposed, which the organiser sees beside the answer that the calendar gives with it; one that gives none, as the RFC has it, is in doubt. */
function countered(reading: Itip, situation: Situation, now: Date): Verdict {
  const speaker = reading.attendees.find((one) => oneOf(situation.addresses, one.address));
  if (!speaker) return refuse;
  const { when } = reading;
  const lasts = when ? when.endsAt.getTime() - when.startsAt.getTime() : 0;
  const refused = closed(situation, now) ?? inOrder(reading, situation, now);
  if (refused) return refused;
  if (!when || lasts <= 0 || lasts > longest || when.startsAt <= now) return explain('countered');
  return taken({ answer: answers[speaker.partstat] ?? 'maybe', speaker, reading, proposes: holds(when, situation) ? null : when }, situation, now);
}

/** The time that a meeting has already is no proposal. */
const holds = (when: Stretch, { startsAt, endsAt }: Situation): boolean => when.startsAt.getTime() === startsAt.getTime() && when.endsAt.getTime() === endsAt.getTime();

/** RFC 5546 §2.1.5: the greater sequence wins, then the later stamp. Null where this is the newest. */
function inOrder(reading: Itip, situation: Situation, now: Date): Verdict | null {
  if (sequenceOf(reading, situation) < situation.askedSequence) return explain('outdated');
  const stamp = stampOf(reading, now).getTime();
  const { byMail, answeredAt } = situation;
  if (byMail && byMail.sequence >= situation.askedSequence) {
    const older = sequenceOf(reading, situation) - byMail.sequence || stamp - byMail.stamp.getTime();
    if (older <= 0) return nothing;
  }
  const inHub = answeredAt !== null && answeredAt.getTime() !== byMail?.at.getTime();
  // A stamp has whole seconds.
  return inHub && stamp < Math.floor(answeredAt.getTime() / 1_000) * 1_000 ? explain('superseded') : null;
}

/** An attendee never raises the sequence (RFC 5546 §2.1.4); one that does is read as ours. One that tells none, but the time that holds, answers that. */
function sequenceOf({ sequence, when }: Itip, { startsAt, askedSequence, sequence: ours }: Situation): number {
  if (sequence === null && when?.startsAt.getTime() === startsAt.getTime()) return askedSequence;
  return Math.min(sequence ?? 0, ours);
}

/** A clock that is fast must not make what comes after look old. */
const stampOf = ({ stamp }: Itip, now: Date): Date => (stamp && stamp < now ? stamp : now);

function taken({ answer, speaker, reading, proposes = null }: { answer: Answer; speaker: Attendee; reading: Itip; proposes?: Stretch | null }, situation: Situation, now: Date): Verdict {
  const written = visibleText(reading.comment || speaker.comment);
  const dropsComment = written !== '' && (situation.level === 'INDIVIDUAL' || holdsIdentityNumber(written));
  return { does: 'answer', answer, comment: dropsComment ? '' : written, dropsComment, proposes, sequence: sequenceOf(reading, situation), stamp: stampOf(reading, now) };
}
