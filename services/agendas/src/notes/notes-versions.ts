import { Controller } from '@nestjs/common';
import { NotesVersions, type Output } from '@knutpunkt/contracts';
import { Freshness, namesOf, present } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenAgenda } from '../agenda/load.js';
import { requireRead, seenItem } from '../items/item-changing.js';
import type { NotesRow } from '../items/item-rows.js';
import { notesView } from '../items/item-view.js';

@Controller()
export class NotesVersionsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(NotesVersions)
  versions({ caller, input }: Call<typeof NotesVersions>): Promise<Output<typeof NotesVersions>> {
    return this.db.as(caller, async (tx) => {
      const agenda = await seenAgenda(tx, input.meetingId, { freshness: this.freshness });
      return { items: await versionsOf(tx, requireRead(await seenItem(tx, agenda, input.itemId)).id) };
    });
  }
}

async function versionsOf(tx: ActorTx, itemId: string): Promise<Output<typeof NotesVersions>['items']> {
  const rows = await tx.query<{ notes: NotesRow }>(
    'select to_jsonb(v) as notes from (select * from item_notes union all select item_id, text, version, at, by_person_id, correction from notes_versions) v where v.item_id = $1 order by v.version desc', [itemId]);
  const names = await namesOf(tx, { people: present(rows.map((r) => r.notes.by_person_id)) });
  return rows.map((r) => notesView(r.notes, names));
}
