import { Controller } from '@nestjs/common';
import { AddressItem, EditItem, ItemChanged, type ItemView } from '@knutpunkt/contracts';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireText } from '../agenda/agenda.js';
import { participantsOf } from '../agenda/load.js';
import { requireEditable } from './item.js';
import { ItemChanging } from './item-changing.js';
import { readersOf } from './item-rows.js';
import { requirePresenter, requireReaders } from './reaching.js';

@Controller()
export class EditItemHandler {
  constructor(private readonly changing: ItemChanging) {}

  @Handles(EditItem)
  edit(call: Call<typeof EditItem>): Promise<ItemView> {
    const { title, background, type, minutes, presenterId } = call.input;
    return this.changing.changeRead(call, { action: 'item.edit', work: async (tx, { agenda, item }) => {
      requireEditable(item.state);
      requireText(agenda);
      refuseIdentityNumbers({ title, background });
      const readers = (await readersOf(tx, [item.id])).get(item.id)!;
      await requirePresenter(tx, agenda.id, { presenterId, reach: readers.reach, authorities: readers.authorities ?? [] });
      await tx.query('update item_contents set title = $2, background = $3, type = $4, minutes = $5, presenter_id = $6, version = version + 1 where item_id = $1', [item.id, title, background, type, minutes, presenterId]);
      return { event: ItemChanged, what: 'edited', data: { what: 'edited' } };
    } });
  }

  @Handles(AddressItem)
  address(call: Call<typeof AddressItem>): Promise<ItemView> {
    const { reach, authorities } = call.input;
    return this.changing.changeRead(call, { action: 'item.edit', work: async (tx, { agenda, item }) => {
      requireEditable(item.state);
      requireText(agenda);
      await requireReaders(tx, agenda.id, { reach, authorities });
      const presenter = (await participantsOf(tx, agenda.id)).find((p) => p.person_id !== null && p.person_id === item.presenter_id);
      const stays = reach === 'all' || (presenter && authorities.includes(presenter.authority_id));
      await tx.query('update item_contents set presenter_id = $2, version = version + 1 where item_id = $1', [item.id, stays ? item.presenter_id : null]);
      await tx.query('select share_item($1, $2, $3)', [item.id, reach, authorities]);
      return { event: ItemChanged, what: 'addressed', data: { what: 'addressed' } };
    } });
  }
}
