import { Controller } from '@nestjs/common';
import { ItemChanged, MoveItem, NotAllowed, NotFound, Problem, type OrderView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { requireOpen, resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { numbered, orderView } from '../agenda/agenda-view.js';
import { actorFact } from '../agenda/facts.js';
import { load, seenAgenda, type LoadedItem } from '../agenda/load.js';
import { placeAfter } from './order.js';
import { rankBetween } from './item.js';
import { tellItem } from './tell-item.js';

@Controller()
export class MoveItemHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(MoveItem)
  move(call: Call<typeof MoveItem>): Promise<OrderView> {
    return this.db.as(call.caller, async (tx) => {
      const agenda = await seenAgenda(tx, call.input.meetingId, { freshness: this.freshness, lock: 'update' });
      const earlier = await once(tx, call, call.input.itemId);
      if (!earlier) await this.perform(tx, call, agenda);
      return orderView(await load(tx, agenda, call.now), tx.actor);
    });
  }

  private async perform(tx: ActorTx, call: Call<typeof MoveItem>, agenda: AgendaRow): Promise<void> {
    const loaded = await load(tx, agenda, call.now);
    const items = numbered(loaded).map(({ item }) => item);
    const seen = items.map(({ row }) => row);
    const moved = seen.find((row) => row.id === call.input.itemId);
    if (!moved) throw new Problem(NotFound);
    requireVersion(call, orderView(loaded, tx.actor).version);
    if (!decide(tx.actor, 'agenda.lead', resourceOf(agenda))) throw new Problem(NotAllowed);
    requireOpen(agenda);
    const place = placeAfter(seen.map((row) => row.id), moved.id, call.input.to);
    if (place === null) return;
    const rest = seen.filter((row) => row !== moved);
    const [between] = await tx.query<{ rank: string }>(rankBetween, [rest[place - 1]?.rank ?? null, rest[place]?.rank ?? null]);
    await tx.query('update items set rank = $2 where id = $1', [moved.id, between!.rank]);
    await audit(tx, { action: 'item.moved', objectId: moved.id });
    for (const itemId of toldOf(items, moved.id, place)) await tellItem(tx, this.outbox, { event: ItemChanged, agenda, itemId, actor: actorFact(tx.actor), now: call.now, data: { what: 'moved' } });
  }
}

/** The items whose readers see another order: the moved one's, but where it only passes hidden ones, those that read them; the others would hear of something that they cannot see. */
function toldOf(items: readonly LoadedItem[], moved: string, place: number): string[] {
  const at = items.findIndex(({ row }) => row.id === moved);
  const passed = items.slice(Math.min(at, place), Math.max(at, place) + 1).filter(({ row }) => row.id !== moved);
  return [items[at]!, ...passed].every(({ readers }, i) => (readers?.reach === 'hidden') === i > 0) ? passed.map(({ row }) => row.id) : [moved];
}
