import ICAL from 'ical.js';
import type { InvitationPreview, PreviewedMail } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { mostSingle } from './gather.js';
import { letterOf, summaryOf, type Hub, type Letter, type Recipient, type Told } from './letter.js';
import type { MatterFacts } from './matter-facts.js';
import { fileNameOf, senderOf } from './post.js';

type Mail = z.infer<typeof PreviewedMail>;
type Kind = InvitationPreview['recipients'][number]['kind'];

export interface Previewing {
  /** When and where, once for each meeting; several are a series. */
  readonly meetings: readonly MatterFacts[];
  readonly hub: Hub;
  /** Whoever asks: the address stands for each recipient's own. */
  readonly reader: Recipient;
  /** The address for answers with the recipient's own tag left out; null where no calendar is listened to. */
  readonly answersTo: string | null;
  readonly now: Date;
}

/** Whom a meeting can be for: at individual level members alone, and a group's calendar is seen where there is a group. */
const kindsOf = ({ level, groupName }: MatterFacts): readonly Kind[] =>
  [...(level === 'INDIVIDUAL' ? ['account' as const] : ['account' as const, 'function' as const, 'guest' as const]), ...(groupName === null ? [] : ['calendar-only' as const])];

/** What lies in each kind of recipient's mailbox, written by what writes the mails themselves. A function reads Swedish; who only sees the calendar, and whoever has a link, gets none. */
export function previewOf(previewing: Previewing): InvitationPreview {
  const [first] = previewing.meetings as readonly [MatterFacts];
  const locales: Partial<Record<Kind, Recipient['locale']>> = { account: previewing.reader.locale, function: 'sv' };
  return { recipients: kindsOf(first).map((kind) => { const locale = locales[kind]; return { kind, mail: locale ? mailOf(previewing, locale) : null }; }) };
}

function mailOf({ meetings, hub, reader: { email }, answersTo, now }: Previewing, locale: Recipient['locale']): Mail {
  const told = meetings.map((facts): Told => ({ kind: 'invited', facts, asksAgain: false, stamp: now, answersTo }));
  const recipient = { email, locale };
  const letter = told.length > mostSingle ? summaryOf(told, recipient, hub) : letterOf(told[0]!, recipient, hub);
  const { name, address } = senderOf(hub.mailFrom);
  return { from: `${name} <${address}>`, to: email, subject: letter.subject, text: letter.text, entry: entryIn(letter) };
}

/** Read out of the entry itself, as a calendar does; out of the first, where a file holds the meetings of a series. */
function entryIn({ calendar }: Letter): Mail['entry'] {
  if (!calendar) return null;
  const events = ICAL.Component.fromString(calendar.content).getAllSubcomponents('vevent');
  const [event] = events as [ICAL.Component];
  const text = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
  return { fileName: fileNameOf(calendar), meetings: events.length, summary: text('summary'), location: text('location') || null, description: text('description'), attendees: event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).replace(/^mailto:/, '')) };
}
