import * as z from 'zod';
import { DraftReferral, prose, type ReferralView } from '@knutpunkt/contracts';
import { textRefused } from '../api/text-fault.js';
import type { Found } from '../api/use-faults.js';
import { choosable } from './words.js';

const Receiver = z.object({ value: z.string(), label: z.string() });

/** A request while it is written: all as it stands in the fields. */
export const Draft = z.object({ receiver: Receiver.nullable(), title: z.string(), body: z.string(), days: z.string(), agendaItemId: z.string().nullable() });
export type Draft = z.infer<typeof Draft>;

/** A draft with nothing in it; `agendaItemId` when it comes from an agenda item. */
export const emptyDraft = (agendaItemId: string | null = null): Draft => ({ receiver: null, title: '', body: '', days: '10', agendaItemId });

/** The draft that a saved request is. */
export const draftOf = ({ receiver, title, body, replyWithin, agendaItemId }: ReferralView): Draft => ({
  receiver: choosable(receiver), title: title ?? '', body: body ?? '', days: String(replyWithin), agendaItemId,
});

/** The draft as it is sent to the hub, but for where it comes from: that is said when it begins, and stays. Takes one with a receiver. */
export const inputOf = ({ receiver, title, body, days }: Draft) => ({ functionId: receiver?.value ?? '', title, body, replyWithin: days.trim() });

/** What rules about the receiver are about, for refusals without a pointer. */
export const receiverRules = { 'unknown-receiver': 'functionId', 'own-organisation-receives': 'functionId', 'receiver-without-people': 'functionId' } as const;

/** What is wrong with a text, as a key of the texts; undefined when nothing is. */
export function textFault(text: string, { longest, required }: { longest: number; required: boolean }): string | undefined {
  return required && text.trim() === '' ? 'field.text.missing' : textRefused(prose(longest), text);
}

const { title: Title, replyWithin: Days } = DraftReferral.input.shape;

const titleFault = (title: string): string | undefined => (title.trim() === '' ? 'field.title.missing' : textRefused(Title, title));

const named = (faults: Record<string, string | undefined>): Found => Object.fromEntries(Object.entries(faults).filter((one): one is [string, string] => one[1] !== undefined));

/** What stops a draft in the step of its texts, by the input's name. */
export const textFaults = ({ title, body, days }: Draft): Found =>
  named({
    title: titleFault(title),
    body: textFault(body, { longest: 4000, required: true }),
    replyWithin: /^\d{1,2}$/.test(days.trim()) && Days.safeParse(days.trim()).success ? undefined : 'field.days.invalid',
  });

/** What stops a draft in the step of its receiver. */
export const receiverFaults = ({ receiver }: Draft): Found => (receiver === null ? { functionId: 'field.receiver.missing' } : {});
