import { Controller } from '@nestjs/common';
import { CorrectNotes, ItemChanged, NotFound, NotesCorrected, Problem, WriteNotes, type ItemView, type NotesView } from '@knutpunkt/contracts';
import { namesOf, present } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireLocked, requireText } from '../agenda/agenda.js';
import { requireOnAgenda } from '../items/item.js';
import { ItemChanging, type Change } from '../items/item-changing.js';
import { isRead, notesVersion, type ItemRow, type ReadItem } from '../items/item-rows.js';
import { notesView } from '../items/item-view.js';

@Controller()
export class WriteNotesHandler {
  constructor(private readonly changing: ItemChanging) {}

  @Handles(WriteNotes)
  async write(call: Call<typeof WriteNotes>): Promise<NotesView> {
    const { text } = call.input;
    return notesOf(await this.changing.changeRead(call, { ...seenNotes(text), action: 'item.keep', work: async (tx, { agenda, item }) => {
      requireOnAgenda(item.state);
      requireText(agenda);
      refuseIdentityNumbers({ text });
      await save(tx, item, { text, now: call.now, correction: null });
      return { event: ItemChanged, what: 'noted', data: { what: 'noted' } };
    } }));
  }

  @Handles(CorrectNotes)
  async correct(call: Call<typeof CorrectNotes>): Promise<NotesView> {
    const { text, reason } = call.input;
    return notesOf(await this.changing.changeRead(call, { ...seenNotes(text), action: 'item.keep', require: requireLocked, work: async (tx, { agenda, item }) => {
      requireOnAgenda(item.state);
      requireText(agenda);
      refuseIdentityNumbers({ text, reason });
      await tx.query('insert into notes_versions select item_id, version, text, at, by_person_id, correction from item_notes where item_id = $1', [item.id]);
      await save(tx, item, { text, now: call.now, correction: reason });
      return { event: NotesCorrected, what: 'notes-corrected' };
    } }));
  }
}

const notesIn = (item: ItemRow): ReadItem['notes'] => (isRead(item) ? item.notes : null);

/** Notes have a version of their own; who wrote over an older one gets both texts. */
const seenNotes = (yours: string): Pick<Change<ItemRow>, 'version' | 'stale'> => ({
  version: (item) => notesVersion(notesIn(item)),
  stale: async (tx, item) => {
    const notes = notesIn(item);
    if (!isRead(item)) return {};
    return { yours, theirs: notesView(notes, await namesOf(tx, { people: present([notes?.by_person_id]) })) };
  },
});

const save = (tx: ActorTx, { id }: ReadItem, { text, now, correction }: { text: string; now: Date; correction: string | null }): Promise<unknown> =>
  tx.query(
    `insert into item_notes (item_id, text, version, at, by_person_id, correction) values ($1, $2, 1, $3, $4, $5)
     on conflict (item_id) do update set text = excluded.text, version = item_notes.version + 1, at = excluded.at, by_person_id = excluded.by_person_id, correction = excluded.correction`, [id, text, now, tx.actor.personId, correction]);

function notesOf({ content }: ItemView): NotesView {
  if (!content) throw new Problem(NotFound);
  return content.notes;
}
