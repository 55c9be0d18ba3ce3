import { noticeOf } from '@knutpunkt/service-kit';
import { linesOf } from './alike.js';
import { calendarEntry, calendarFile, methodOf, type Entry, type Method } from './calendar-entry.js';
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

/** A mail as it is written: neutral text, and the calendar entry where it tells of one matter, or the file of entries where it tells of many (`PUBLISH`). */
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
  const url = urlOf(kind, facts, hub);
  const subject = filled(words.subject[kind], { name: mailableName(facts, kind) ?? words.matter.neutral, when });
  return { subject, text: textOf(told, recipient.locale, url), calendar: { method: methodOf(kind), content: calendarEntry(entryOf(told, recipient, hub)) }, replyTo: answersTo };
}

const entryOf = ({ kind, facts, answersTo, stamp }: Told, { locale, email }: Recipient, hub: Hub): Entry => ({ facts, kind, locale, recipient: email, sender: hub.mailFrom, answersTo, url: urlOf(kind, facts, hub), stamp });
const urlOf = (kind: MailKind, { id }: MatterFacts, hub: Hub): string | null => (kind === 'removed' ? null : page(hub, `/moten/${id}`));

function textOf(told: Told, locale: Locale, url: string | null): string {
  const { kind, facts, asksAgain, answersTo } = told;
  const words = wordingOf(locale);
  const name = mailableName(facts, kind);
  const asks = kind === 'invited' || kind === 'rescheduled' || kind === 'resent' || kind === 'reminded';
  return lines(
    kind === 'rescheduled' && asksAgain ? words.lead.asksAgain : words.lead[kind], lateLine(told, locale), '',
    name === null ? null : filled(words.group, { name }),
    filled(words.when, { when: whenText(facts, locale) }),
    kind === 'removed' ? null : placeLine(facts, locale),
    ...(url ? ['', filled(asks ? words.open : words.openOnly, { url })] : []),
    ...(asks ? ['', words.neutral, kind === 'invited' && facts.level === 'GENERAL' ? words.propose : null, replyWords(words, { answersTo, facts })] : []),
  );
}

/** Whether a call or a change comes later than is wanted; nothing else that is mailed is late. */
const isLate = ({ kind, facts, stamp }: Told): boolean => (kind === 'invited' || kind === 'rescheduled') && noticeOf(facts.level, stamp, facts.startsAt).late;

/** The same words at both levels, with no number of days: those would tell the level. */
function lateLine(told: Told, locale: Locale): string | null {
  const { late } = wordingOf(locale);
  if (!isLate(told)) return null;
  return told.kind === 'invited' ? late.invited : late.rescheduled;
}

function placeLine({ place, online }: MatterFacts, locale: Locale): string | null {
  const words = wordingOf(locale);
  if (place) return filled(words.place, { place });
  return online ? words.online : null;
}

/** One mail in place of many invitations: when and in which group, a series as what it is, and one file with the entries of all. */
export function summaryOf(many: readonly Told[], recipient: Recipient, hub: Hub): Letter {
  const { locale } = recipient;
  const words = wordingOf(locale);
  const text = lines(words.lead.several, many.some(isLate) ? words.late.several : null, '', ...linesOf(many, locale), '', filled(words.openSeveral, { url: page(hub, '/moten') }), '', words.fileSeveral, words.neutral);
  return { subject: filled(words.subject.several, { count: many.length }), text, calendar: { method: 'PUBLISH', content: calendarFile(many.map((told) => entryOf(told, recipient, hub))) }, replyTo: null };
}
