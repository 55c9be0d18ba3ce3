import { Controller } from '@nestjs/common';
import { ItemProposed, ProposeItem, type ItemView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireOpen, requireText, type AgendaRow } from '../agenda/agenda.js';
import { actorFact } from '../agenda/facts.js';
import { seenAgenda } from '../agenda/load.js';
import { oneItem } from './one-item.js';
import { requirePresenter, requireReaders } from './reaching.js';
import { newId, tellItem } from './tell-item.js';

@Controller()
export class ProposeItemHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(ProposeItem)
  propose(call: Call<typeof ProposeItem>): Promise<ItemView> {
    return this.db.as(call.caller, async (tx) => {
      const id = newId();
      const agenda = await seenAgenda(tx, call.input.meetingId, { freshness: this.freshness, lock: 'share' });
      const earlier = await once(tx, call, id);
      if (!earlier) await this.add(tx, call, { agenda, id });
      return oneItem(tx, agenda, earlier ?? id, call.now);
    });
  }

  private async add(tx: ActorTx, { input, now }: Call<typeof ProposeItem>, { agenda, id }: { agenda: AgendaRow; id: string }): Promise<void> {
    requireOpen(agenda);
    requireText(agenda);
    refuseIdentityNumbers({ title: input.title, background: input.background });
    await requireReaders(tx, agenda.id, input);
    await requirePresenter(tx, agenda.id, input);
    await tx.query('select write_item($1)', [JSON.stringify({ id, agenda_id: agenda.id, ...input, assuranceLevel: tx.actor.assuranceLevel })]);
    await tellItem(tx, this.outbox, { event: ItemProposed, agenda, itemId: id, actor: actorFact(tx.actor), now });
  }
}
