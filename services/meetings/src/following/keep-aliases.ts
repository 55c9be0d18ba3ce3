import type { EventData, PersonChanged } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';

/** Keeps from which other addresses somebody answers, and none of one who has left. */
export async function keepAliases(tx: Tx, { id, status, aliases = [] }: Pick<EventData<typeof PersonChanged>, 'id' | 'status' | 'aliases'>): Promise<void> {
  await tx.query('delete from person_aliases where person_id = $1', [id]);
  if (status !== 'ended') await tx.query('insert into person_aliases select distinct $1::uuid, a from unnest($2::text[]) a', [id, aliases]);
}
