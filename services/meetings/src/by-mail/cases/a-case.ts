import type { ExplainedReason } from '@knutpunkt/contracts';
import type { Answer, Situation } from '../judge.js';

/** What a calendar sends in a situation, by which section, and what it must do. */
export interface Case {
  /** RFC and section, or the producer whose habit it is. */
  readonly by: string;
  readonly what: string;
  readonly sent: string;
  readonly told?: string;
  readonly situation?: Partial<Situation>;
  readonly does: Expected;
}

export type Expected = Answer | `${Answer}: ${string}` | `${Answer} at ${string}` | `over to ${string}` | ExplainedReason | 'nothing' | 'refuse';

export const meetingId = '01900000-0000-7000-8000-00000000a001';
export const uid = `${meetingId}@knutpunkt`;
export const address = 'karl@polisen.example';
/** Another of the same participant's. */
export const alias = 'karl.berg@kommun.polisen.example';
export const now = new Date('2027-01-20T10:00:00Z');
export const zone = 'Europe/Stockholm';

/** A general meeting on 27 January 2027 at 13.30 in Sweden, that karl has not answered. */
export const aSituation = (over: Partial<Situation> = {}): Situation => ({
  meetingId, level: 'GENERAL', status: 'called', startsAt: new Date('2027-01-27T12:30:00Z'), endsAt: new Date('2027-01-27T14:00:00Z'), sequence: 0, askedSequence: 0, addresses: [address, alias], answeredAt: null, byMail: null, ...over,
});

/** Lines in a calendar of one event. `lines` come last, so that they can say something once more. */
export function sending(method: string, lines: readonly string[], { head = [], without = [] }: { head?: readonly string[]; without?: readonly string[] } = {}): string {
  const usual = [`UID:${uid}`, 'DTSTAMP:20270120T090000Z', 'SEQUENCE:0', 'DTSTART:20270127T123000Z', 'DTEND:20270127T140000Z', 'ORGANIZER:mailto:svar+x@hub.example'];
  const kept = usual.filter((line) => !without.some((name) => line.startsWith(name)) && !lines.some((own) => own.split(/[;:]/)[0] === line.split(/[;:]/)[0]));
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Somebody//A Calendar//SV', ...(method ? [`METHOD:${method}`] : []), ...head, 'BEGIN:VEVENT', ...kept, ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

export const attendee = (partstat: string, more = '', of = address): string => `ATTENDEE${partstat ? `;PARTSTAT=${partstat}` : ''}${more}:mailto:${of}`;

/** An answer by karl. */
export const reply = (partstat: string, lines: readonly string[] = [], options: Parameters<typeof sending>[2] = {}): string => sending('REPLY', [attendee(partstat), ...lines], options);
