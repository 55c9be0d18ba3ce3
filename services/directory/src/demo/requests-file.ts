import * as z from 'zod';

const text = z.string().min(1);

const Step = z.strictObject({ by: z.string(), step: z.enum(['send', 'claim', 'receive', 'ask', 'answer', 'accept', 'decline', 'start', 'feed-back', 'close']), text: text.optional() });
export type RequestStep = z.infer<typeof Step>;

const withText = new Set<RequestStep['step']>(['ask', 'answer', 'decline', 'feed-back']);

const Request = z.strictObject({
  by: z.string(), to: z.string(), title: text, body: text, replyWithin: z.number().int().min(1).max(60).default(10),
  /** What has happened to it, oldest first; one without steps is a draft. */
  steps: z.array(Step.refine(({ step, text: said }) => !withText.has(step) || said !== undefined, 'this step says something to the other side')).default([]),
});
export type RequestEntry = z.infer<typeof Request>;

export const RequestsFile = z.strictObject({ requests: z.array(Request) });
