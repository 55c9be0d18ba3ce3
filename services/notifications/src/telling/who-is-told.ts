import type { MeetingFacts } from '@knutpunkt/contracts';
import type { MailKind } from '../mail/matter-facts.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';

/** What happened to a meeting, as far as it decides who is told. */
export type Happening =
  | { readonly fact: 'scheduled' | 'recorded' | 'rescheduled' | 'described' | 'cancelled' }
  | { readonly fact: 'replied' | 'guest-changed' }
  | { readonly fact: 'proposal-declined'; readonly participantId: string }
  | { readonly fact: 'participants-invited'; readonly invited: readonly string[] }
  | { readonly fact: 'participants-reminded'; readonly reminded: readonly string[] }
  | { readonly fact: 'participants-removed'; readonly removed: readonly Participant[] };

export interface Participant {
  readonly id: string;
  readonly personId: string | null;
  readonly functionId: string | null;
}

/** Who may see the meeting at the moment of telling, by our own copy of the directory. */
export interface Reach {
  /** Who sees it, person by person. */
  readonly viewers: ReadonlyMap<string, Sight>;
  /** Function → those who hold it now, or held it when it was removed. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
  /** Those it is taken from who were members of its group → the assurance level at which they saw it. */
  readonly formerly: ReadonlyMap<string, number>;
}

/** The assurance levels from which somebody sees that it exists, when and where, and from which all of it (null: never). */
export interface Sight {
  readonly seenFrom: number;
  readonly wholeFrom: number | null;
}

export type InboxKind = 'invited' | 'reminded' | 'rescheduled' | 'described' | 'cancelled' | 'replied';

export interface Audience {
  readonly inbox: readonly { readonly personId: string; readonly kind: InboxKind }[];
  readonly mails: readonly { readonly recipientKind: 'person' | 'function'; readonly recipientId: string; readonly kind: MailKind }[];
  readonly live: readonly { readonly personId: string; readonly level: number; readonly type: 'meeting' | 'notification' | 'access' }[];
}

/** The facts that somebody who sees only the calendar may notice. */
const shellFacts: readonly Happening['fact'][] = ['scheduled', 'recorded', 'rescheduled', 'cancelled'];
/** The facts about one of those who take part. Where the list is hidden, that something happened would tell the others that there is somebody. */
const listFacts: readonly Happening['fact'][] = ['replied', 'guest-changed', 'proposal-declined', 'participants-invited', 'participants-reminded', 'participants-removed'];
const inboxKinds: Partial<Record<Happening['fact'], InboxKind>> = { scheduled: 'invited', rescheduled: 'rescheduled', described: 'described', cancelled: 'cancelled', replied: 'replied', 'participants-invited': 'invited', 'participants-reminded': 'reminded' };
const mailed: readonly InboxKind[] = ['invited', 'reminded', 'rescheduled', 'cancelled'];

/** Who is told of a fact, and how. Pure; nobody without the right to see the meeting now is in it, except those whom it is taken from. */
export function whoIsTold(happening: Happening, meeting: MeetingFacts, { actorId, reach }: { actorId: string | null; reach: Reach }): Audience {
  const kind = inboxKinds[happening.fact];
  const addressed = addressedBy(happening, meeting);
  const people = peopleAmong(addressed, reach).filter((id) => id !== actorId && wholeFrom(reach, id) !== null);
  const removed = happening.fact === 'participants-removed' ? happening.removed : [];
  const proposer = happening.fact === 'proposal-declined' ? meeting.participants.filter((p) => p.id === happening.participantId) : [];
  return {
    inbox: kind ? people.map((personId) => ({ personId, kind })) : [],
    mails: [...(kind && isMailed(kind) ? mailsTo(addressed, { kind, people }) : []), ...removed.map((participant) => ({ ...recipientOf(participant), kind: 'removed' as const })), ...proposer.map((p) => ({ ...recipientOf(p), kind: 'proposal-declined' as const }))],
    live: [...liveViewers(happening, reach).filter(({ personId }) => hearsOf(happening, meeting, [actorId, ...people], personId)), ...(kind ? people.map((personId) => ({ personId, level: wholeFrom(reach, personId)!, type: 'notification' as const })) : []), ...losing(removed, reach)],
  };
}

const wholeFrom = ({ viewers }: Reach, personId: string): number | null => viewers.get(personId)?.wholeFrom ?? null;

const isMailed = (kind: InboxKind): kind is InboxKind & MailKind => mailed.includes(kind);

/** Those whom a fact is addressed to: a recorded meeting and a removal address nobody, a reply addresses the organiser. */
function addressedBy(happening: Happening, meeting: MeetingFacts): readonly Participant[] {
  switch (happening.fact) {
    case 'recorded':
    case 'proposal-declined':
    case 'guest-changed':
    case 'participants-removed': return [];
    case 'replied': return [{ id: meeting.organiserId, personId: meeting.organiserId, functionId: null }];
    case 'participants-invited': return meeting.participants.filter((p) => happening.invited.includes(p.id));
    case 'participants-reminded': return meeting.participants.filter((p) => happening.reminded.includes(p.id));
    default: return meeting.participants;
  }
}

const peopleAmong = (participants: readonly Participant[], { holders }: Reach): string[] =>
  [...new Set(participants.flatMap((p) => (p.personId ? [p.personId] : holders.get(p.functionId ?? '') ?? [])))];

const recipientOf = ({ personId, functionId, id }: Participant): { recipientKind: 'person' | 'function'; recipientId: string } =>
  personId ? { recipientKind: 'person', recipientId: personId } : { recipientKind: 'function', recipientId: functionId ?? id };

/** A function's mail goes to the function's address, whoever holds it; a person's only to one who is told. */
const mailsTo = (addressed: readonly Participant[], { kind, people }: { kind: MailKind; people: readonly string[] }): Audience['mails'] =>
  addressed.filter((p) => p.functionId !== null || people.includes(p.personId ?? '')).map((p) => ({ ...recipientOf(p), kind }));

/** What concerns one of those who take part refreshes, where the list is hidden, the screens of the organiser, who did it and whom it is addressed to. */
const hearsOf = ({ fact }: Happening, { listHidden, organiserId }: MeetingFacts, concerned: readonly (string | null)[], personId: string): boolean =>
  !listHidden || !listFacts.includes(fact) || personId === organiserId || concerned.includes(personId);

const liveViewers = ({ fact }: Happening, { viewers }: Reach): Audience['live'] =>
  [...viewers].flatMap(([personId, { seenFrom, wholeFrom }]) => {
    const level = shellFacts.includes(fact) ? seenFrom : wholeFrom;
    return level === null ? [] : [{ personId, level, type: 'meeting' as const }];
  });

const losing = (removed: readonly Participant[], reach: Reach): Audience['live'] =>
  peopleAmong(removed, reach).filter((id) => !reach.viewers.has(id)).map((personId) => ({ personId, level: reach.formerly.get(personId) ?? everySession, type: 'access' as const }));
