import type { DemoAgenda, DemoItem } from '@knutpunkt/directory';
import type { Answer, HubClient, Patience } from './hub-client.js';

/** A meeting that has an agenda to load: its id, the key that its requests derive theirs from, and how long to wait for it. */
export type Laying = { hub: HubClient; meetingId: string; key: string; patience: Patience };

const failed = ({ status }: Answer) => status >= 300;

class Refused extends Error {}

/** What was answered. @throws Refused where it was no */
function taken(answer: Answer): Answer['body'] {
  if (failed(answer)) throw new Refused(`${answer.status} ${answer.body.type ?? ''}`);
  return answer.body;
}

/** Takes up what was proposed, where that is still to be done. @returns the version of its notes */
async function propose({ hub, meetingId, key, patience }: Laying, item: DemoItem, leader: string): Promise<{ id: string; notes: string }> {
  const { by, title, background, type, minutes, authorities, proposal } = item;
  const body = { title, background, type, minutes, authorities, reach: authorities.length > 0 ? 'marked' : 'all' };
  const proposed = taken(await hub.ask(by, { method: 'POST', path: `/agendas/${meetingId}/items`, body, key }, patience));
  const id = proposed.id!;
  if (proposal || proposed.state !== 'proposed') return { id, notes: proposed.content!.notes.version };
  const up = { method: 'POST', path: `/agendas/${meetingId}/items/${id}/take-up`, body: {}, key: `${key}-up`, ifMatch: proposed.version! } as const;
  return { id, notes: taken(await hub.ask(leader, up, patience)).content!.notes.version };
}

async function keepNotes(laying: Laying, { notes, decisions, actions }: DemoItem, of: { id: string; notes: string; leader: string }): Promise<void> {
  const { hub, meetingId, key, patience } = laying;
  const path = `/agendas/${meetingId}/items/${of.id}`;
  if (notes) taken(await hub.ask(of.leader, { method: 'PUT', path: `${path}/notes`, body: { text: notes }, key: `${key}-notes`, ifMatch: of.notes }, patience));
  for (const [at, { text, by }] of decisions.entries()) {
    taken(await hub.ask(of.leader, { method: 'POST', path: `${path}/outcomes`, body: { kind: 'decision', text, by }, key: `${key}-decision-${at}` }, patience));
  }
  for (const [at, body] of actions.entries()) taken(await hub.ask(of.leader, { method: 'POST', path: `${path}/actions`, body, key: `${key}-action-${at}` }, patience));
}

async function lay(laying: Laying, { by: leader, template, locked, items }: DemoAgenda): Promise<void> {
  const { hub, meetingId, key, patience } = laying;
  const path = `/agendas/${meetingId}`;
  if (template) taken(await hub.ask(leader, { method: 'POST', path: `${path}/template`, body: { template }, key: `${key}-template` }, patience));
  for (const [at, item] of items.entries()) {
    const one = { ...laying, key: `${key}-${at}` };
    await keepNotes(one, item, { ...(await propose(one, item, leader)), leader });
  }
  if (!locked) return;
  const { version } = taken(await hub.ask(leader, { method: 'GET', path, key: `${key}-read` }, patience));
  taken(await hub.ask(leader, { method: 'POST', path: `${path}/lock`, body: {}, key: `${key}-lock`, ifMatch: version! }, patience));
}

/** Lays one agenda with its notes and actions, as those who take part in the meeting. @returns what was refused, as problem types */
export async function layAgenda(laying: Laying, agenda: DemoAgenda): Promise<string[]> {
  try {
    await lay(laying, agenda);
    return [];
  } catch (error) {
    if (error instanceof Refused) return [error.message];
    throw error;
  }
}
