import { ItemTakenUp, type MeetingFacts } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { newId, tellItem } from '../items/tell-item.js';
import type { AgendaRow } from './agenda.js';
import { worker } from './facts.js';
import { individualStandards, templateOf } from './templates.js';

interface Standing { readonly title: string; readonly type: string; readonly minutes: number | null; readonly standard: string | null; readonly template: string | null }

/** What an agenda opens with: its group's template, or the standing items without text of an individual-level meeting. Each is told, so that others know who reads it. */
export async function begin(tx: Tx, outbox: Outbox, { meeting, agenda, now }: { meeting: MeetingFacts; agenda: AgendaRow; now: Date }): Promise<void> {
  for (const [i, item] of (await standingItems(tx, meeting)).entries()) {
    const itemId = await addStanding(tx, meeting.id, { ...item, rank: i + 1 });
    await tellItem(tx, outbox, { event: ItemTakenUp, agenda, itemId, actor: worker, now });
  }
}

async function standingItems(tx: Tx, { groupId, groupLevel }: MeetingFacts): Promise<Standing[]> {
  if (groupLevel === 'INDIVIDUAL') return individualStandards.map((standard) => ({ title: '', type: 'information', minutes: null, standard, template: null }));
  const [used] = await tx.query<{ template: string }>('select template from group_templates where group_id = $1', [groupId]);
  const template = used && templateOf(used.template);
  return template ? template.items.map((item) => ({ ...item, standard: null, template: template.code })) : [];
}

async function addStanding(tx: Tx, agendaId: string, item: Standing & { rank: number }): Promise<string> {
  const id = newId();
  await tx.query("insert into items (id, agenda_id, state, rank, standing) values ($1, $2, 'taken-up', $3, true)", [id, agendaId, item.rank]);
  await tx.query("insert into item_contents (item_id, title, background, type, minutes, standard, template) values ($1, $2, '', $3, $4, $5, $6)", [id, item.title, item.type, item.minutes, item.standard, item.template]);
  await tx.query("insert into item_audiences (item_id, agenda_id, audience_id, level) values ($1, $2, $2, 'content')", [id, agendaId]);
  return id;
}
