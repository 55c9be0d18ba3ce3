import type { Hub, Letter, Recipient } from './letter.js';
import { filled, wordingOf } from './wording.js';

/** Mails without a calendar entry: that something waits in the hub, and never of whom, from whom or what about. */
export const plainKinds = ['item-answered', 'notes-locked', 'action-given', 'action-offered', 'action-reminded', 'action-late', 'request-received', 'request-moved', 'request-reminded', 'review-opened', 'review-reminded', 'review-closed', 'proposal-made', 'guest-ends', 'agreement-ends', 'reply-cancelled', 'reply-late', 'reply-superseded', 'reply-delegated', 'reply-countered', 'reply-unread', 'reply-comment-dropped', 'poll-opened', 'poll-reminded', 'poll-closed'] as const;
export type PlainKind = (typeof plainKinds)[number];

export interface PlainTold {
  readonly kind: PlainKind;
  /** Where in the hub it is read, behind login. */
  readonly path: string;
}

export const isPlain = (kind: string): kind is PlainKind => plainKinds.some((plain) => plain === kind);

/** The mail that tells somebody one thing, or many at once: a sentence and a link for each, no names, no titles. */
export function plainLetterOf(told: readonly PlainTold[], { locale }: Recipient, hub: Hub): Letter {
  const words = wordingOf(locale);
  const link = ({ path }: PlainTold): string => new URL(path, hub.publicUrl).href;
  const [first] = told;
  if (told.length === 1 && first) {
    const subject = words.plain[first.kind];
    return { subject, text: `${filled(words.plainLead, { subject })}\n\n${filled(words.openOnly, { url: link(first) })}\n\n${words.plainNeutral}\n`, calendar: null, replyTo: null };
  }
  const rows = told.map((one) => `- ${words.plain[one.kind]}: ${link(one)}`);
  return { subject: filled(words.digest, { count: told.length }), text: [words.digestLead, '', ...rows, '', words.plainNeutral, ''].join('\n'), calendar: null, replyTo: null };
}
