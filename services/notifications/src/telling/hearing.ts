import type { NotificationKind } from '@knutpunkt/contracts';
import type { PlainKind } from '../mail/plain-letter.js';
import type { LiveTold } from './tell.js';
import type { Sight } from './who-is-told.js';

/** A person or a function that something is for. */
export interface Addressee {
  readonly kind: 'person' | 'function';
  readonly id: string;
}

/** Who hears of a fact about an agenda, an action or a request, and how. `aboutId`: what one must see besides the matter, null where the matter is all. */
export interface Hearing {
  readonly inbox: readonly { readonly personId: string; readonly kind: NotificationKind; readonly aboutId: string | null }[];
  readonly mails: readonly { readonly recipientKind: Addressee['kind']; readonly recipientId: string; readonly kind: PlainKind; readonly aboutId: string | null }[];
  readonly live: readonly LiveTold[];
}

export type Viewers = ReadonlyMap<string, Sight>;
/** Function → those who hold it now. */
export type Holders = ReadonlyMap<string, readonly string[]>;

/** What is told of to those whom it is for: how it stands in the inbox, which mail it is (null: none), and about which matter. */
export interface News {
  readonly kind: NotificationKind;
  readonly mail: PlainKind | null;
  readonly matterId: string;
  readonly aboutId: string | null;
}

export interface Among {
  readonly actorId: string | null;
  readonly viewers: Viewers;
  readonly holders: Holders;
}

export const person = (id: string): Addressee => ({ kind: 'person', id });
const isEmpty = (people: readonly string[] | undefined): boolean => people === undefined || people.length === 0;

export const silence: Hearing = { inbox: [], mails: [], live: [] };

const peopleAmong = (to: readonly Addressee[], holders: Holders): string[] => [...new Set(to.flatMap(({ kind, id }) => (kind === 'person' ? [id] : holders.get(id) ?? [])))];

/** Tells those addressed who see all of it now, but not the actor. A function's mail goes to the function's address, unless nobody of those who hold it is told. */
export function heardBy(to: readonly Addressee[], news: News, { actorId, viewers, holders }: Among): Hearing {
  const { kind, mail, matterId, aboutId } = news;
  const isTold = (id: string): boolean => id !== actorId && typeof viewers.get(id)?.wholeFrom === 'number';
  const people = peopleAmong(to, holders).filter(isTold);
  const reached = to.filter(({ kind: of, id }) => (of === 'person' ? people.includes(id) : isEmpty(holders.get(id)) || holders.get(id)!.some(isTold)));
  return {
    inbox: people.map((personId) => ({ personId, kind, aboutId })),
    mails: mail ? reached.map(({ kind: recipientKind, id: recipientId }) => ({ recipientKind, recipientId, kind: mail, aboutId })) : [],
    live: people.map((personId) => ({ personId, level: viewers.get(personId)!.wholeFrom!, type: 'notification', objectId: matterId })),
  };
}

/** Lets the screens of those who see it be read anew; of those who know only that it is there, too, where `shells`. */
export const refreshed = (viewers: Viewers, { type, objectId, shells = false }: Pick<LiveTold, 'type' | 'objectId'> & { shells?: boolean }): LiveTold[] =>
  [...viewers].flatMap(([personId, { seenFrom, wholeFrom }]) => {
    const level = shells ? seenFrom : wholeFrom;
    return level === null ? [] : [{ personId, level, type, objectId }];
  });

export const together = (...hearings: readonly Hearing[]): Hearing => ({ inbox: hearings.flatMap((h) => h.inbox), mails: hearings.flatMap((h) => h.mails), live: hearings.flatMap((h) => h.live) });
