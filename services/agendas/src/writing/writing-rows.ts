import type { WriterView } from '@knutpunkt/contracts';
import { namesOf } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';

/** Milliseconds for which typing is believed after it was told. */
export const leaseMs = 20_000;

/** Begins or prolongs the actor's typing of an item's notes; true where nothing was told of it before, or it had ended. */
export async function hold(tx: ActorTx, itemId: string): Promise<boolean> {
  const [row] = await tx.query<{ begins: boolean }>(
    `with before as (select until from writings where item_id = $1 and person_id = me())
     insert into writings (item_id, person_id, until) values ($1, me(), now() + $2 * interval '1 millisecond') on conflict (item_id, person_id) do update set until = excluded.until
     returning not exists (select from before where until > now()) as begins`, [itemId, leaseMs]);
  return row!.begins;
}

/** Ends the actor's typing; true where it had not ended before. */
export async function letGo(tx: ActorTx, itemId: string): Promise<boolean> {
  const gone = await tx.query<{ held: boolean }>('delete from writings where item_id = $1 and person_id = me() returning until > now() as held', [itemId]);
  return gone.some(({ held }) => held);
}

/** Those who type notes now, of the items that the actor reads: not the actor. */
export async function writersOf(tx: ActorTx, agendaId: string): Promise<WriterView[]> {
  const rows = await tx.query<{ item_id: string; person_id: string; remaining: number }>(
    `select w.item_id, w.person_id, (extract(epoch from w.until - now()) * 1000)::int as remaining from writings w join items i on i.id = w.item_id
      where i.agenda_id = $1 and w.person_id <> me() and w.until > now() order by w.item_id, w.person_id`, [agendaId]);
  const names = await namesOf(tx, { people: rows.map((row) => row.person_id) });
  return rows.map(({ item_id, person_id, remaining }) => ({ itemId: item_id, person: names.person(person_id), remainingMs: remaining }));
}
