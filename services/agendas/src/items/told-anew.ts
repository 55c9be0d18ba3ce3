import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { tellReaders } from './tell-readers.js';

const kind = 'tell-anew';
/** So many agendas in one transaction: what else happens to their items waits for it. */
const atATime = 20;

/** Tells of every item once more, agenda by agenda; the subject is the last agenda that is done. */
@Injectable()
export class ItemsToldAnew {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async next({ subjectId, at }: Due, tx: Tx): Promise<void> {
    const agendas = await tx.query<{ id: string }>('select id from agendas a where id > $1::uuid and exists (select from items i where i.agenda_id = a.id) order by id limit $2', [subjectId, atATime]);
    for (const { id } of agendas) await tellReaders(tx, this.outbox, { agendaId: id, now: at });
    if (agendas.length === atATime) await remindAt(tx, { kind, subjectId: agendas.at(-1)!.id, at });
  }
}
