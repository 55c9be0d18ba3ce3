import { Controller } from '@nestjs/common';
import { ItemProposed, ProposeItem, type ItemView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
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
    await tx.query("insert into items (id, agenda_id, state, rank) select $1, $2, 'proposed', coalesce(max(rank), 0) + 1 from items where agenda_id = $2", [id, agenda.id]);
    await tx.query('insert into item_contents (item_id, title, background, type, minutes, presenter_id, proposer_id) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, input.title, input.background, input.type, input.minutes, input.presenterId, tx.actor.personId]);
    await tx.query('select share_item($1, $2, $3)', [id, input.reach, input.authorities]);
    await audit(tx, { action: 'item.proposed', objectId: id });
    await tellItem(tx, this.outbox, { event: ItemProposed, agenda, itemId: id, actor: actorFact(tx.actor), now });
  }
}
