import { Controller } from '@nestjs/common';
import { ActionGiven, GiveAction, NotAllowed, Problem, type ActionView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireOpen, requireText, resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { actorFact } from '../agenda/facts.js';
import { seenAgenda } from '../agenda/load.js';
import { requireOnAgenda } from '../items/item.js';
import { lockedItem, requireRead } from '../items/item-changing.js';
import { isRead } from '../items/item-rows.js';
import { newId } from '../items/tell-item.js';
import { planReminders } from './due.js';
import { oneAction } from './one-action.js';
import { requireOwner } from './owner.js';
import { tellAction } from './tell-action.js';

@Controller()
export class GiveActionHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(GiveAction)
  give(call: Call<typeof GiveAction>): Promise<ActionView> {
    return this.db.as(call.caller, async (tx) => {
      const id = newId();
      const agenda = await seenAgenda(tx, call.input.meetingId, { freshness: this.freshness, lock: 'share' });
      const earlier = await once(tx, call, id);
      if (!earlier) await this.add(tx, call, { agenda, id });
      return oneAction(tx, earlier ?? id, call.now);
    });
  }

  private async add(tx: ActorTx, { input, now }: Call<typeof GiveAction>, { agenda, id }: { agenda: AgendaRow; id: string }): Promise<void> {
    const item = await lockedItem(tx, agenda, input.itemId);
    if (!decide(tx.actor, 'item.keep', { ...resourceOf(agenda), proposerId: isRead(item) ? item.proposer_id : null })) throw new Problem(NotAllowed);
    requireRead(item);
    requireOpen(agenda);
    requireOnAgenda(item.state);
    requireText(agenda);
    refuseIdentityNumbers({ text: input.text });
    await requireOwner(tx, item.id, input);
    await tx.query(
      `insert into actions (id, item_id, agenda_id, group_id, group_level, meeting_starts_at, text, due, state, owner_person_id, owner_function_id, given_by) values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11)`,
      [id, item.id, agenda.id, agenda.group_id, agenda.group_level, agenda.starts_at, input.text, input.due, input.personId, input.functionId, tx.actor.personId]);
    await tx.query('select share_action($1)', [id]);
    await planReminders(tx, { id, due: input.due, now });
    await audit(tx, { action: 'action.given', objectId: id });
    await tellAction(tx, this.outbox, { event: ActionGiven, actionId: id, actor: actorFact(tx.actor), now });
  }
}
