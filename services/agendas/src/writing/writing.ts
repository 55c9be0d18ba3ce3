import { Controller } from '@nestjs/common';
import { AgendaWriters, AnnounceWriting, EndWriting, NotAllowed, Problem, WritingChanged, type Output } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox, remindAt } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { requireOpen, requireText, resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { worker } from '../agenda/facts.js';
import { seenAgenda } from '../agenda/load.js';
import { requireOnAgenda } from '../items/item.js';
import { lockedItem, requireRead, seenItem } from '../items/item-changing.js';
import type { ReadItem } from '../items/item-rows.js';
import { tellItem } from '../items/tell-item.js';
import { hold, leaseMs, letGo, writersOf } from './writing-rows.js';

/** Who types an item's notes now: told to its readers, and neither audited nor kept. Asked again, each answers the same. */
@Controller()
export class WritingHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(AnnounceWriting)
  announce({ caller, input, now }: Call<typeof AnnounceWriting>): Promise<Output<typeof AnnounceWriting>> {
    return this.db.as(caller, async (tx) => {
      const { agenda, item } = await this.read(tx, input);
      if (!decide(tx.actor, 'item.keep', { ...resourceOf(agenda), proposerId: item.proposer_id })) throw new Problem(NotAllowed);
      requireOpen(agenda);
      requireText(agenda);
      requireOnAgenda(item.state);
      if (await hold(tx, item.id)) await this.begun(tx, agenda, { itemId: item.id, now });
      return { itemId: item.id, remainingMs: leaseMs };
    });
  }

  @Handles(EndWriting)
  end({ caller, input, now }: Call<typeof EndWriting>): Promise<Output<typeof EndWriting>> {
    return this.db.as(caller, async (tx) => {
      const { agenda, item } = await this.read(tx, input);
      if (await letGo(tx, item.id)) await this.tell(tx, agenda, { itemId: item.id, now });
      return { itemId: item.id };
    });
  }

  @Handles(AgendaWriters)
  writers({ caller, input }: Call<typeof AgendaWriters>): Promise<Output<typeof AgendaWriters>> {
    return this.db.as(caller, async (tx) => ({ items: await writersOf(tx, (await seenAgenda(tx, input.meetingId, { freshness: this.freshness })).id) }));
  }

  private async read(tx: ActorTx, { meetingId, itemId }: { meetingId: string; itemId: string }): Promise<{ agenda: AgendaRow; item: ReadItem }> {
    const agenda = await seenAgenda(tx, meetingId, { freshness: this.freshness });
    return { agenda, item: requireRead(await seenItem(tx, agenda, itemId)) };
  }

  private async begun(tx: ActorTx, agenda: AgendaRow, { itemId, now }: { itemId: string; now: Date }): Promise<void> {
    await remindAt(tx, { kind: 'writing', subjectId: itemId, at: new Date(now.getTime() + leaseMs) });
    await this.tell(tx, agenda, { itemId, now });
  }

  /** Under the item's lock, so that it is told to those who read it then. */
  private async tell(tx: ActorTx, agenda: AgendaRow, { itemId, now }: { itemId: string; now: Date }): Promise<void> {
    await lockedItem(tx, agenda, itemId);
    await tellItem(tx, this.outbox, { event: WritingChanged, agenda, itemId, actor: worker, now });
  }
}
