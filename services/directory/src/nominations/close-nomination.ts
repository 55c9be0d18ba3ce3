import { Controller } from '@nestjs/common';
import { DeclineNomination, WithdrawNomination, type Output } from '@knutpunkt/contracts';
import type { Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { changeable, seen } from './changing.js';
import { viewOf } from './nomination-rows.js';
import { tellNomination } from './tell-nomination.js';

type View = Output<typeof DeclineNomination>;
type Closing = Call<typeof DeclineNomination> | Call<typeof WithdrawNomination>;
interface Ending { readonly action: Action; readonly state: 'declined' | 'withdrawn'; readonly reason: string | null }

/** What closes a nomination without a membership: the next key's no, or the first key taken back. */
@Controller()
export class CloseNominationHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(DeclineNomination)
  decline(call: Call<typeof DeclineNomination>): Promise<View> {
    return this.close(call, { action: 'nomination.decline', state: 'declined', reason: call.input.reason });
  }

  @Handles(WithdrawNomination)
  withdraw(call: Call<typeof WithdrawNomination>): Promise<View> {
    return this.close(call, { action: 'nomination.withdraw', state: 'withdrawn', reason: null });
  }

  private close(call: Closing, ending: Ending): Promise<View> {
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, call.input.nominationId);
      if (!earlier) await this.end(tx, call, ending);
      return viewOf(tx.actor, await seen(tx, call));
    });
  }

  private async end(tx: ActorTx, call: Closing, { action, state, reason }: Ending): Promise<void> {
    const { row } = await changeable(tx, call, action);
    refuseIdentityNumbers({ reason: reason ?? undefined });
    await tx.query('select close_nomination($1, $2, $3)', [row.id, state, reason]);
    await audit(tx, { action, objectId: row.id, details: { groupId: row.groupId, personId: row.person.id, before: 'pending', after: state } });
    await tellNomination(tx, this.outbox, await seen(tx, call), call.now);
  }
}
