import { Injectable } from '@nestjs/common';
import { ItemCarried, ItemChanged, ItemDeclined, ItemProposed, ItemTakenUp, ItemWithdrawn, type ItemFacts } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

const consumer = 'links';

/**
 * Knows of an agenda item only its meeting, its group and who may read it, so that a link is shown to those who may see both ends. Where an item is for some of those at the table,
 * members are told of one by one: what each of them sees ends with the membership. Where it is for all, whoever is told of by name was invited besides the group.
 */
@Injectable()
export class ItemsReaders {
  @OnEvent(ItemProposed, { consumer })
  @OnEvent(ItemTakenUp, { consumer })
  @OnEvent(ItemDeclined, { consumer })
  @OnEvent(ItemWithdrawn, { consumer })
  @OnEvent(ItemChanged, { consumer })
  @OnEvent(ItemCarried, { consumer })
  async told({ data: { item } }: { data: { item: ItemFacts } }, tx: Tx): Promise<void> {
    const readers = item.audiences.filter((a) => a.level === 'content');
    await tx.query('delete from agenda_readers where item_id = $1', [item.id]);
    await tx.query('insert into agenda_readers (item_id, meeting_id, group_id, audience_id, valid_from, valid_to) select $1, $2, $3, * from unnest($4::uuid[], $5::timestamptz[], $6::timestamptz[])',
      [item.id, item.meetingId, item.reach === 'all' ? null : item.groupId, readers.map((a) => a.audience), readers.map((a) => a.validFrom), readers.map((a) => a.validTo)]);
  }
}
