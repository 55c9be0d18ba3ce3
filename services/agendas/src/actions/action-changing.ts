import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, type ActionView, type AnyOperation, type EventType } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { actorFact } from '../agenda/facts.js';
import { actionOf, type ActionRow } from './action-rows.js';
import { offerOf, resourceOf } from './action-view.js';
import { oneAction } from './one-action.js';
import { tellAction } from './tell-action.js';

export interface ActionChange {
  readonly action: 'action.settle' | 'action.answer';
  readonly event: EventType;
  readonly what: string;
  readonly work: (tx: ActorTx, row: ActionRow) => Promise<void>;
}

/** Changes an action under its lock: visible, version, `decide`, state, in this order. An offer is answered by the one who has it. */
@Injectable()
export class ActionChanging {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  change(call: Call<AnyOperation>, change: ActionChange): Promise<ActionView> {
    const { actionId } = call.input as { actionId: string };
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, actionId);
      return earlier ? oneAction(tx, actionId, call.now) : this.perform(tx, call, { ...change, actionId });
    });
  }

  /** What was done is read before the audiences follow: who declines an offer may not see it afterwards. */
  private async perform(tx: ActorTx, call: Call<AnyOperation>, { actionId, action, event, what, work }: ActionChange & { actionId: string }): Promise<ActionView> {
    const row = await actionOf(tx, actionId, true);
    if (!row) throw new Problem(NotFound);
    if (row.group_level === 'INDIVIDUAL') this.freshness.require();
    requireVersion(call, `a${row.version}`);
    const answered = action === 'action.answer' && row.state === 'offered';
    if (!decide(tx.actor, action, answered ? offerOf(row) : resourceOf(row))) throw new Problem(NotAllowed);
    await work(tx, row);
    await tx.query('update actions set version = version + 1 where id = $1', [actionId]);
    await audit(tx, { action: `action.${what}`, objectId: actionId });
    await tellAction(tx, this.outbox, { event, actionId, actor: actorFact(tx.actor), now: call.now });
    const view = await oneAction(tx, actionId, call.now);
    await tx.query('select share_action($1)', [actionId]);
    return view;
  }
}
