import { createHash } from 'node:crypto';
import { demoRequests, type DemoRequest } from '@knutpunkt/directory';
import type { DemoRecord } from './demo-record.js';
import type { Answer, HubClient, Patience } from './hub-client.js';

const PATIENCE_MS = 15_000;
const textOf: Record<string, string> = { ask: 'question', answer: 'answer', accept: 'comment', decline: 'reason', 'feed-back': 'feedback' };

const keyOf = ({ by, functionId, title }: DemoRequest) => `request-${createHash('sha256').update(JSON.stringify([by, functionId, title])).digest('hex').slice(0, 32)}`;
const failed = ({ status }: Answer) => status >= 300;
const told = ({ status, body }: Answer) => [`${status} ${body.type ?? ''}`];

/** One request: drafted, and then each step as the one who took it. @returns what was refused, as problem types */
async function load(hub: HubClient, request: DemoRequest, patience: Patience): Promise<string[]> {
  const { by, functionId, title, body, replyWithin } = request;
  const key = keyOf(request);
  const drafted = await hub.ask(by, { method: 'POST', path: '/referrals', body: { aboutIndividual: false, functionId, title, body, replyWithin }, key }, patience);
  if (failed(drafted)) return told(drafted);
  for (const { by: actor, step, text } of request.steps) {
    const said = text === undefined ? {} : { [textOf[step]!]: text };
    const taken = await hub.ask(actor, { method: 'POST', path: `/referrals/${drafted.body.id}/${step}`, body: said, key: `${key}-${step}` }, patience);
    if (failed(taken)) return told(taken);
  }
  return [];
}

/** Loads the demo's requests that are missing, all at once: each waits for its receiver to get it. @returns what was refused, as problem types */
export async function loadDemoRequests(hub: HubClient, folder: string, record: DemoRecord): Promise<string[]> {
  const missing = (await demoRequests(folder)).filter((request) => !record.has(keyOf(request)));
  const patience = { ready: Date.now() + PATIENCE_MS, known: Date.now() + PATIENCE_MS };
  const refused = await Promise.all(missing.map(async (request) => {
    const problems = await load(hub, request, patience);
    if (problems.length === 0) record.add(keyOf(request));
    return problems;
  }));
  return refused.flat();
}
