import { Controller } from '@nestjs/common';
import { ItemChanged, MoveItem, NotAllowed, NotFound, Problem, type OrderView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { requireOpen, resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { numbered, orderView } from '../agenda/agenda-view.js';
import { actorFact } from '../agenda/facts.js';
import { load, seenAgenda } from '../agenda/load.js';
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
    const seen = numbered(loaded).map(({ item }) => item.row);
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
    await tellItem(tx, this.outbox, { event: ItemChanged, agenda, itemId: moved.id, actor: actorFact(tx.actor), now: call.now, data: { what: 'moved' } });
  }
}
