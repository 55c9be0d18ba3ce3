import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuid } from 'uuid';
import type * as z from 'zod';
import type { EventOf, EventType, LiveEvent, MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { QueuedFacts } from '../mail/queued-mail.js';
import type { Audience } from './who-is-told.js';

/** The core NATS subject on which a person's open streams are told to ask; it carries nothing. */
export const doorOf = (personId: string): string => `live.${personId}`;

export interface LiveTold {
  readonly personId: string;
  /** The assurance level that a session needs to hear it. */
  readonly level: number;
  readonly type: z.infer<typeof LiveEvent>['type'];
  readonly objectId: string;
}

export interface MeetingTold {
  readonly event: EventOf<EventType>;
  readonly meeting: MeetingFacts;
  readonly audience: Audience;
  readonly answer: 'yes' | 'maybe' | 'no' | null;
  readonly asksAgain: boolean;
}

/** Invitations wait so long before they are mailed that a burst of them is seen to be one. */
export const gatherMs = 1_000;

/** Milliseconds until the first of a meeting's mails is due. */
export const dueIn = (mails: Audience['mails']): number => (mails.every(({ kind }) => kind === 'invited') ? gatherMs : 0);

/** The rows that a fact about a meeting becomes. Those who are taken off hear of their access, not of the meeting. */
export function rowsOf({ event, meeting, audience, answer, asksAgain }: MeetingTold): { inbox: object[]; mails: object[]; live: LiveTold[] } {
  const by = personBehind(event);
  const facts = factsFor(meeting, asksAgain);
  return {
    inbox: audience.inbox.map((row) => ({ ...row, id: uuid(), eventId: event.id, matterId: meeting.id, byPersonId: by, answer })),
    mails: audience.mails.map((row) => ({ ...row, id: uuid(), matterId: meeting.id, version: event.aggregateversion, facts, gatherMs: row.kind === 'invited' ? gatherMs : 0 })),
    live: audience.live.map(({ personId, level, type }) => ({ personId, level, type, objectId: type === 'access' ? personId : meeting.id })),
  };
}

/** Who did it: a person in the hub, or one whose answer came by mail. A function's own mail names nobody. */
export function personBehind({ actorkind, actorid, data }: EventOf<EventType>): string | null {
  if (actorkind === 'person') return actorid;
  return actorkind === 'mail' && 'byPersonId' in data ? actorid : null;
}

/** What of a meeting a mail remembers. */
export const factsFor = (meeting: MeetingFacts, asksAgain: boolean): QueuedFacts => ({
  startsAt: meeting.startsAt, endsAt: meeting.endsAt, zone: meeting.zone, place: meeting.place, online: meeting.link !== '', sequence: meeting.sequence, level: meeting.groupLevel, groupId: meeting.groupId, asksAgain,
});

/** Writes what is told and, after the commit, rings at the doors of those whom it concerns. */
export async function tell(tx: Tx, nats: NatsConnection, rows: { inbox?: object[]; mails?: object[]; live: LiveTold[] }): Promise<void> {
  const told = await tx.query<{ tell: string }>('select tell($1::jsonb)', [JSON.stringify({ inbox: rows.inbox ?? [], mails: rows.mails ?? [], live: rows.live })]);
  ringAt(tx, nats, told.map((row) => row.tell));
}

/** Rings at people's doors once the transaction has committed. A lost ring costs nothing but time: the stream asks again. */
export function ringAt(tx: Tx, nats: NatsConnection, people: readonly string[]): void {
  tx.afterCommit(() => { if (!nats.isClosed()) people.forEach((personId) => nats.publish(doorOf(personId))); });
}
