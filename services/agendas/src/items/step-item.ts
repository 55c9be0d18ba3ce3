import { Controller } from '@nestjs/common';
import { DeclineItem, ItemChanged, ItemDeclined, ItemTakenUp, ItemWithdrawn, Malformed, PostponeItem, Problem, TakeUpItem, TreatItem, WithdrawItem, type ItemView } from '@knutpunkt/contracts';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireText, type AgendaRow } from '../agenda/agenda.js';
import { requireStep, type ItemState } from './item.js';
import { ItemChanging, type Change, type Told } from './item-changing.js';
import type { ItemRow } from './item-rows.js';

/** The steps of an item's table. Who leads can take most of them with an item that he only knows of. */
@Controller()
export class StepItemHandler {
  constructor(private readonly changing: ItemChanging) {}

  @Handles(TakeUpItem)
  takeUp(call: Call<typeof TakeUpItem>): Promise<ItemView> {
    return this.changing.change(call, step('item.lead', 'taken-up', { event: ItemTakenUp, what: 'taken-up' }));
  }

  @Handles(WithdrawItem)
  withdraw(call: Call<typeof WithdrawItem>): Promise<ItemView> {
    return this.changing.change(call, step('item.withdraw', 'withdrawn', { event: ItemWithdrawn, what: 'withdrawn' }));
  }

  @Handles(TreatItem)
  treat(call: Call<typeof TreatItem>): Promise<ItemView> {
    return this.changing.change(call, step('item.keep', 'treated', { event: ItemChanged, what: 'treated', data: { what: 'treated' } }));
  }

  @Handles(PostponeItem)
  postpone(call: Call<typeof PostponeItem>): Promise<ItemView> {
    return this.changing.change(call, step('item.keep', 'postponed', { event: ItemChanged, what: 'postponed', data: { what: 'postponed' } }));
  }

  @Handles(DeclineItem)
  decline(call: Call<typeof DeclineItem>): Promise<ItemView> {
    const { reason } = call.input;
    return this.changing.change(call, { action: 'item.lead', work: async (tx, { agenda, item }) => {
      requireStep(item.state, 'declined');
      requireReason(agenda, reason);
      await tx.query("update items set state = 'declined', version = version + 1 where id = $1", [item.id]);
      if (reason) await tx.query('select give_reason($1, $2)', [item.id, reason]);
      return { event: ItemDeclined, what: 'declined' };
    } });
  }
}

/** Throws Malformed where a reason is missing, and TextInIndividualGroup where one is given that the agenda cannot hold. */
function requireReason(agenda: AgendaRow, reason: string | null): void {
  if (reason !== null) {
    requireText(agenda);
    refuseIdentityNumbers({ reason });
  } else if (agenda.group_level === 'GENERAL') throw Problem.at(Malformed, '/reason', 'Who proposed it is told why.');
}

const step = (action: Change<ItemRow>['action'], to: ItemState, told: Told): Change<ItemRow> => ({ action, work: async (tx, { item }) => {
  requireStep(item.state, to);
  await tx.query('update items set state = $2, version = version + 1 where id = $1', [item.id, to]);
  return told;
} });
