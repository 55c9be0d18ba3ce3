import type { MailKind, MatterFacts } from './matter-facts.js';
import type { Told } from './letter.js';
import { isPlain, type PlainKind } from './plain-letter.js';

/** What of a meeting a mail in the queue remembers; instants are UTC. The group is remembered by its id: its name is looked up when the mail is written. */
export interface QueuedFacts {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  readonly place: string;
  readonly online: boolean;
  readonly sequence: number;
  readonly level: MatterFacts['level'];
  readonly groupId: string | null;
  readonly asksAgain: boolean;
}

/** What a mail without a calendar entry remembers: where in the hub it leads. */
export interface PlainFacts {
  readonly level: MatterFacts['level'];
  readonly path: string;
}

/** A row of the queue that has been claimed. */
export type QueuedMail = CalendarMail | PlainMail;

interface Queued {
  readonly id: string;
  readonly recipient_kind: 'person' | 'function';
  readonly recipient_id: string;
  readonly matter_id: string;
  readonly queued_at: Date;
  readonly letter_id: string | null;
}

export interface CalendarMail extends Queued {
  readonly kind: MailKind;
  readonly facts: QueuedFacts;
}

export interface PlainMail extends Queued {
  readonly kind: PlainKind;
  readonly facts: PlainFacts;
}

export const isPlainMail = (row: QueuedMail): row is PlainMail => isPlain(row.kind);

/** What is told by a row: its own facts, or, of a meeting that is taken away, the facts that were mailed last, one step on. */
export function toldBy(row: CalendarMail, { groupName, mailed }: { groupName: string | null; mailed: QueuedFacts | null }, answersTo: string | null): Told {
  const facts = mailed ? { ...mailed, sequence: mailed.sequence + 1 } : row.facts;
  const { startsAt, endsAt, zone, place, online, sequence, level, asksAgain } = facts;
  return { kind: row.kind, asksAgain, stamp: row.queued_at, answersTo, facts: { id: row.matter_id, level, groupName, startsAt: new Date(startsAt), endsAt: new Date(endsAt), zone, place, online, sequence } };
}
