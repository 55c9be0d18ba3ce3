import type { ActorTx } from '@knutpunkt/persistence';

/** How many unread notifications the actor has and may see now; counting stops at 100. Individual-level ones are counted only while it is certain who may see them. */
export async function unreadOf(tx: ActorTx, individualToo: boolean): Promise<number> {
  const [row] = await tx.query<{ unread: number }>(
    `select count(*)::int as unread from (
       select from notifications n join matters m on m.id = n.matter_id where n.person_id = me() and n.read_at is null and ($1 or m.group_level = 'GENERAL') limit 100) n`, [individualToo]);
  return row!.unread;
}
