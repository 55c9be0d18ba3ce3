import { createHash } from 'node:crypto';
import type { AgendaView, OrderView } from '@knutpunkt/contracts';
import { decide, present, type Freshness } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { isOnAgenda } from '../items/item.js';
import { isShown, itemView } from '../items/item-view.js';
import { presenceView } from '../presence/presence-rows.js';
import { resourceOf, type AgendaRow } from './agenda.js';
import { load, seenAgenda, type Loaded } from './load.js';

/** The agenda as the actor may see it. Throws what `seenAgenda` throws. */
export async function agendaView(tx: ActorTx, agendaId: string, { now, freshness }: { now: Date; freshness: Freshness }): Promise<AgendaView> {
  return viewOf(await load(tx, await seenAgenda(tx, agendaId, { freshness }), now), tx.actor);
}

const fingerprint = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 22);
/** What can be done now is not part of a version: it changes with the clock and with roles. */
const withoutMay = (of: unknown): unknown => JSON.parse(JSON.stringify(of, (key, value: unknown) => (key === 'may' || key === 'late' || key === 'mine' ? undefined : value)));
const minute = 60_000;

/** What is loaded, shown. Its versions are fingerprints of what is shown, so that nothing unseen moves them. */
export function viewOf(loaded: Loaded, actor: Actor | null): AgendaView {
  const { agenda, names, leads, participants } = loaded;
  const showing = { agenda, names, leads, actor };
  const items = numbered(loaded).map(({ item, number }) => itemView(item, number, showing));
  const proposals = loaded.items.filter(({ row }) => !isOnAgenda(row.state) && isShown(row, leads)).map((item) => itemView(item, null, showing));
  const may = mayOf(agenda, actor);
  const presence = loaded.presences.map((p) => presenceView(p, names, may.includes('presence') ? ['change', 'remove'] : []));
  const shown = {
    meetingId: agenda.id, status: agenda.status, groupLevel: agenda.group_level, group: agenda.group_id ? { id: agenda.group_id, name: names.group(agenda.group_id) } : null, startsAt: agenda.starts_at.toISOString(),
    endsAt: agenda.ends_at.toISOString(), zone: agenda.zone, place: agenda.place, lockedAt: agenda.locked_at?.toISOString() ?? null, lockedBy: agenda.locked_by ? names.person(agenda.locked_by) : null, items, proposals, presence,
    order: { version: orderVersion(loaded) },
    minutes: { planned: items.reduce((sum, item) => sum + (item.content?.minutes ?? 0), 0), meeting: Math.round((agenda.ends_at.getTime() - agenda.starts_at.getTime()) / minute) },
  };
  return {
    ...shown, version: fingerprint(withoutMay(shown)), openActions: loaded.openActions.map(({ view }) => view), may, list: !agenda.list_hidden ? 'open' : leads ? 'leaders' : 'hidden',
    authorities: present(participants.map((p) => p.authority_id)).map(names.authority).sort((a, b) => a.name.localeCompare(b.name, 'sv')),
    people: present(participants.map((p) => p.person_id)).map(names.person), functions: present(participants.map((p) => p.function_id)).map(names.function),
  };
}

/** The items on the agenda that a viewer sees, numbered without gaps. */
export const numbered = ({ items, leads }: Pick<Loaded, 'items' | 'leads'>) =>
  items.filter(({ row }) => isOnAgenda(row.state) && isShown(row, leads)).map((item, i) => ({ item, number: i + 1 }));

const orderVersion = (loaded: Loaded): string => fingerprint(numbered(loaded).map(({ item }) => item.row.id));

/** The order alone. */
export const orderView = (loaded: Loaded, actor: Actor): OrderView => ({
  meetingId: loaded.agenda.id, version: orderVersion(loaded), items: numbered(loaded).map(({ item, number }) => ({ id: item.row.id, number })), may: mayOf(loaded.agenda, actor).filter((word) => word === 'order'),
});

function mayOf(agenda: AgendaRow, actor: Actor | null): string[] {
  if (!actor) return [];
  const leads = decide(actor, 'agenda.lead', resourceOf(agenda));
  if (agenda.status !== 'open') return leads ? ['view-as'] : [];
  const texts = agenda.group_level === 'GENERAL';
  return [...(texts ? ['propose'] : []), ...(leads ? [...(texts ? ['template'] : []), 'order', 'presence', 'lock', 'view-as'] : [])];
}
