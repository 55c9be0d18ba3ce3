import { Injectable } from '@nestjs/common';
import { NotAllowed, Problem, type AnyOperation } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { requireOpen, resourceOf, type AgendaRow } from './agenda.js';
import { actorFact } from './facts.js';
import { seenAgenda } from './load.js';
import { tellAgenda, type AgendaEvent } from './tell-agenda.js';

export interface AgendaChange<V> {
  readonly objectId: string;
  readonly event: AgendaEvent;
  readonly what: string;
  /** Checks that the thing is there (NotFound) and as the caller saw it (Stale). */
  readonly seen?: (tx: ActorTx, agenda: AgendaRow) => Promise<void>;
  readonly work: (tx: ActorTx, agenda: AgendaRow) => Promise<void>;
  readonly view: (tx: ActorTx, agenda: AgendaRow, objectId: string) => Promise<V>;
}

/** Changes what belongs to the whole agenda, under its lock: for those who lead the meeting, while it is open. Visible, version, `decide`, state, in this order. */
@Injectable()
export class AgendaChanging {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  change<V>(call: Call<AnyOperation>, change: AgendaChange<V>): Promise<V> {
    return this.db.as(call.caller, async (tx) => {
      const agenda = await seenAgenda(tx, (call.input as { meetingId: string }).meetingId, { freshness: this.freshness, lock: 'update' });
      const earlier = await once(tx, call, change.objectId);
      if (!earlier) await this.perform(tx, call, { change, agenda });
      return change.view(tx, agenda, earlier ?? change.objectId);
    });
  }

  private async perform<V>(tx: ActorTx, { now }: Pick<Call<AnyOperation>, 'now'>, { change, agenda }: { change: AgendaChange<V>; agenda: AgendaRow }): Promise<void> {
    await change.seen?.(tx, agenda);
    if (!decide(tx.actor, 'agenda.lead', resourceOf(agenda))) throw new Problem(NotAllowed);
    requireOpen(agenda);
    await change.work(tx, agenda);
    await audit(tx, { action: `agenda.${change.what}`, objectId: agenda.id });
    await tellAgenda(tx, this.outbox, { event: change.event, agendaId: agenda.id, actor: actorFact(tx.actor), now });
  }
}
