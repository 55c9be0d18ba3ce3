import { Injectable } from '@nestjs/common';
import { ItemCarried, ItemChanged, ItemDeclined, ItemProposed, ItemTakenUp, ItemWithdrawn, type ItemFacts } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

const consumer = 'links';

/** Knows of an agenda item only its meeting and who may read it, so that a link is shown to those who may see both ends. */
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
    await tx.query('insert into agenda_readers (item_id, meeting_id, audience_id, valid_from, valid_to) select $1, $2, * from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[])',
      [item.id, item.meetingId, readers.map((a) => a.audience), readers.map((a) => a.validFrom), readers.map((a) => a.validTo)]);
  }
}
