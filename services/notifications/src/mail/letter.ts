import { linesOf } from './alike.js';
import { calendarEntry, methodOf, type Method } from './calendar-entry.js';
import { mailableName, type MailKind, type MatterFacts } from './matter-facts.js';
import { whenText, type Locale } from './when.js';
import { filled, replyWords, wordingOf } from './wording.js';

/** One fact of one matter that somebody is mailed. */
export interface Told {
  readonly kind: MailKind;
  readonly facts: MatterFacts;
  readonly asksAgain: boolean;
  readonly stamp: Date;
  /** Where the recipient's calendar sends its answer; null where none is listened to. */
  readonly answersTo: string | null;
}

/** Where letters come from and lead to: the hub's public address and its neutral mail address. */
export interface Hub {
  readonly publicUrl: string;
  readonly mailFrom: string;
}

export interface Recipient {
  readonly email: string;
  readonly locale: Locale;
}

/** A mail as it is written: neutral text, and the calendar entry where it tells of one matter. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly calendar: { readonly method: Method; readonly content: string } | null;
  /** Where answers to the mail itself are to go, if to anywhere. */
  readonly replyTo: string | null;
}

const page = (hub: Hub, path: string): string => new URL(path, hub.publicUrl).href;
const lines = (...parts: (string | null)[]): string => `${parts.filter((part) => part !== null).join('\n')}\n`;

/** The mail that tells one person one fact. What it may hold is decided by `mailableName` and `MatterFacts`, not here. */
export function letterOf(told: Told, recipient: Recipient, hub: Hub): Letter {
  const words = wordingOf(recipient.locale);
  const { kind, facts, answersTo } = told;
  const when = whenText(facts, recipient.locale);
  const url = kind === 'removed' ? null : page(hub, `/moten/${facts.id}`);
  const subject = filled(words.subject[kind], { name: mailableName(facts, kind) ?? words.matter.neutral, when });
  const entry = calendarEntry({ facts, kind, locale: recipient.locale, recipient: recipient.email, sender: hub.mailFrom, answersTo, url, stamp: told.stamp });
  return { subject, text: textOf(told, recipient.locale, url), calendar: { method: methodOf(kind), content: entry }, replyTo: answersTo };
}

function textOf({ kind, facts, asksAgain, answersTo }: Told, locale: Locale, url: string | null): string {
  const words = wordingOf(locale);
  const name = mailableName(facts, kind);
  const asks = kind === 'invited' || kind === 'rescheduled' || kind === 'resent' || kind === 'reminded';
  return lines(
    kind === 'rescheduled' && asksAgain ? words.lead.asksAgain : words.lead[kind], '',
    name === null ? null : filled(words.group, { name }),
    filled(words.when, { when: whenText(facts, locale) }),
    kind === 'removed' ? null : placeLine(facts, locale),
    ...(url ? ['', filled(asks ? words.open : words.openOnly, { url })] : []),
    ...(asks ? ['', words.neutral, kind === 'invited' && facts.level === 'GENERAL' ? words.propose : null, replyWords(words, { answersTo, facts })] : []),
  );
}

function placeLine({ place, online }: MatterFacts, locale: Locale): string | null {
  const words = wordingOf(locale);
  if (place) return filled(words.place, { place });
  return online ? words.online : null;
}

/** One mail in place of many invitations: when and in which group, a series as what it is, no calendar entries. */
export function summaryOf(many: readonly Told[], { locale }: Recipient, hub: Hub): Letter {
  const words = wordingOf(locale);
  const text = lines(words.lead.several, '', ...linesOf(many, locale), '', filled(words.openSeveral, { url: page(hub, '/moten') }), '', words.neutral);
  return { subject: filled(words.subject.several, { count: many.length }), text, calendar: null, replyTo: null };
}
