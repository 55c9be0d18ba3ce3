import { Controller } from '@nestjs/common';
import { AddOutcome, ChangeOutcome, ItemChanged, NotFound, Problem, RemoveOutcome, type ItemView } from '@knutpunkt/contracts';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireText, type AgendaRow } from '../agenda/agenda.js';
import { requireOnAgenda } from '../items/item.js';
import { ItemChanging, type Told } from '../items/item-changing.js';
import { isRead, type ItemRow } from '../items/item-rows.js';
import { newId } from '../items/tell-item.js';

const told: Told = { event: ItemChanged, what: 'outcome', data: { what: 'outcome' } };

@Controller()
export class OutcomesHandler {
  constructor(private readonly changing: ItemChanging) {}

  @Handles(AddOutcome)
  add(call: Call<typeof AddOutcome>): Promise<ItemView> {
    const { kind, text, by } = call.input;
    return this.changing.changeRead(call, { action: 'item.keep', work: async (tx, { agenda, item }) => {
      requireNotable(agenda, item, { text, by });
      await tx.query('insert into outcomes (id, item_id, kind, text, by_whom) values ($1, $2, $3, $4, $5)', [newId(), item.id, kind, text, by]);
      return told;
    } });
  }

  @Handles(ChangeOutcome)
  change(call: Call<typeof ChangeOutcome>): Promise<ItemView> {
    const { outcomeId, kind, text, by } = call.input;
    return this.changing.changeRead(call, { action: 'item.keep', version: versionOf(outcomeId), work: async (tx, { agenda, item }) => {
      requireNotable(agenda, item, { text, by });
      await tx.query('update outcomes set kind = $2, text = $3, by_whom = $4, version = version + 1 where id = $1', [outcomeId, kind, text, by]);
      return told;
    } });
  }

  @Handles(RemoveOutcome)
  remove(call: Call<typeof RemoveOutcome>): Promise<ItemView> {
    const { outcomeId } = call.input;
    return this.changing.changeRead(call, { action: 'item.keep', version: versionOf(outcomeId), work: async (tx, { item }) => {
      requireOnAgenda(item.state);
      await tx.query('delete from outcomes where id = $1', [outcomeId]);
      return told;
    } });
  }
}

/** The version of one outcome of an item; throws NotFound where the item has none such, or it is not read. */
const versionOf = (outcomeId: string) => (item: ItemRow): string => {
  const outcome = isRead(item) ? item.outcomes.find((o) => o.id === outcomeId) : undefined;
  if (!outcome) throw new Problem(NotFound);
  return `o${outcome.version}`;
};

function requireNotable(agenda: AgendaRow, item: ItemRow, texts: { text: string; by: string }): void {
  requireOnAgenda(item.state);
  requireText(agenda);
  refuseIdentityNumbers(texts);
}
