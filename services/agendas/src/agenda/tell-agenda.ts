import type { ActorFact, AgendaOpened } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from './agenda.js';
import { agendaFacts } from './facts.js';

/** An event about a whole agenda; all of them have the same data. */
export type AgendaEvent = typeof AgendaOpened;

/** Tells what happened to an agenda that this transaction has locked; gives its row as it stands now. */
export async function tellAgenda(tx: Tx, outbox: Outbox, { event, agendaId, actor, now }: { event: AgendaEvent; agendaId: string; actor: ActorFact; now: Date }): Promise<AgendaRow> {
  await tx.query('update agendas set facts = facts + 1 where id = $1', [agendaId]);
  const [row] = await tx.query<AgendaRow>('select * from agendas where id = $1', [agendaId]);
  await outbox.publish(tx, event, { aggregateId: agendaId, aggregateVersion: row!.facts, actor, data: { agenda: await agendaFacts(tx, row!) }, now });
  return row!;
}
