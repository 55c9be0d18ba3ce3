import { Controller } from '@nestjs/common';
import { AcceptAction, ActionAccepted, ActionDone, ActionHandedOver, ActionNotDone, ActionOfferDeclined, CompleteAction, DeclineAction, HandOverAction, LeaveActionUndone, type ActionView } from '@knutpunkt/contracts';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireOffered, requireStep } from './action.js';
import { ActionChanging } from './action-changing.js';
import { cancelReminders } from './due.js';
import { requireOwner } from './owner.js';

/** The steps of an action's table. */
@Controller()
export class SettleActionHandler {
  constructor(private readonly changing: ActionChanging) {}

  @Handles(CompleteAction)
  complete(call: Call<typeof CompleteAction>): Promise<ActionView> {
    return this.changing.change(call, { action: 'action.settle', event: ActionDone, what: 'done', work: async (tx, row) => {
      requireStep(row.state, 'done');
      await tx.query("update actions set state = 'done', settled_at = $2, reason = null, offered_person_id = null, offered_function_id = null where id = $1", [row.id, call.now]);
      await cancelReminders(tx, row.id);
    } });
  }

  @Handles(LeaveActionUndone)
  leave(call: Call<typeof LeaveActionUndone>): Promise<ActionView> {
    const { reason } = call.input;
    return this.changing.change(call, { action: 'action.settle', event: ActionNotDone, what: 'not-done', work: async (tx, row) => {
      requireStep(row.state, 'not-done');
      refuseIdentityNumbers({ reason });
      await tx.query("update actions set state = 'not-done', settled_at = $2, reason = $3, offered_person_id = null, offered_function_id = null where id = $1", [row.id, call.now, reason]);
      await cancelReminders(tx, row.id);
    } });
  }

  @Handles(HandOverAction)
  handOver(call: Call<typeof HandOverAction>): Promise<ActionView> {
    const { personId, functionId } = call.input;
    return this.changing.change(call, { action: 'action.settle', event: ActionHandedOver, what: 'handed-over', work: async (tx, row) => {
      requireStep(row.state, 'offered');
      await requireOwner(tx, row.item_id, call.input);
      await tx.query("update actions set state = 'offered', reason = null, offered_person_id = $2, offered_function_id = $3 where id = $1", [row.id, personId, functionId]);
    } });
  }

  @Handles(AcceptAction)
  accept(call: Call<typeof AcceptAction>): Promise<ActionView> {
    return this.changing.change(call, { action: 'action.answer', event: ActionAccepted, what: 'accepted', work: async (tx, row) => {
      requireOffered(row.state);
      await tx.query("update actions set state = 'open', owner_person_id = offered_person_id, owner_function_id = offered_function_id, offered_person_id = null, offered_function_id = null where id = $1", [row.id]);
    } });
  }

  @Handles(DeclineAction)
  decline(call: Call<typeof DeclineAction>): Promise<ActionView> {
    const { reason } = call.input;
    return this.changing.change(call, { action: 'action.answer', event: ActionOfferDeclined, what: 'offer-declined', work: async (tx, row) => {
      requireOffered(row.state);
      refuseIdentityNumbers({ reason });
      await tx.query("update actions set state = 'open', reason = $2, offered_person_id = null, offered_function_id = null where id = $1", [row.id, reason]);
    } });
  }
}
