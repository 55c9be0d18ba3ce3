import { Controller } from '@nestjs/common';
import { AcceptAgreement, EndAgreement, NotAllowed, NotFound, Problem, WrongState, type Output } from '@knutpunkt/contracts';
import { Outbox, remindAt } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { factOf } from '../tell.js';
import { nextPlace } from '../memberships/add-member.js';
import { hasAccepted, mayDo, viewOf, visibleAgreement, type AgreementRow } from './agreement-rows.js';
import { endOfAgreement } from './memberships-end.js';
import { tellAgreement } from './tell-agreement.js';

type View = Output<typeof AcceptAgreement>;
type Changing = Call<typeof AcceptAgreement> | Call<typeof EndAgreement>;
type Act = 'agreement.accept' | 'agreement.end';

/** A party's yes, and the end before its time. */
@Controller()
export class ChangeAgreementHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(AcceptAgreement)
  accept(call: Call<typeof AcceptAgreement>): Promise<View> {
    return this.change(call, 'agreement.accept', async (tx, id) => {
      await tx.query('select accept_agreement($1)', [id]);
      await tellAgreement(tx, this.outbox, await seen(tx, id), { actor: factOf(tx), now: call.now });
    });
  }

  /** What rests on it ends by the same instant, soon after the commit, and is told then: not all of it is within this administrator's sight. */
  @Handles(EndAgreement)
  end(call: Call<typeof EndAgreement>): Promise<View> {
    return this.change(call, 'agreement.end', async (tx, id) => {
      await tx.query('select end_agreement($1)', [id]);
      await remindAt(tx, { kind: endOfAgreement, subjectId: id, at: call.now });
    });
  }

  private change(call: Changing, action: Act, write: (tx: ActorTx, id: string) => Promise<unknown>): Promise<View> {
    return this.db.as(call.caller, async (tx) => {
      const { agreementId } = call.input;
      if (await once(tx, call, agreementId)) return viewOf(tx.actor, await seen(tx, agreementId));
      await changeable(tx, call, action);
      await nextPlace(tx);
      const before = await changeable(tx, call, action);
      await write(tx, agreementId);
      const after = await seen(tx, agreementId);
      await audit(tx, { action, objectId: agreementId, details: { before: before.state, after: after.state } });
      return viewOf(tx.actor, after);
    });
  }
}

async function seen(tx: ActorTx, id: string): Promise<AgreementRow> {
  const row = await visibleAgreement(tx, id);
  if (!row) throw new Problem(NotFound);
  return row;
}

async function changeable(tx: ActorTx, call: Changing, action: Act): Promise<AgreementRow> {
  const row = await seen(tx, call.input.agreementId);
  requireVersion(call, String(row.version));
  if (!mayDo(tx.actor, action, row)) throw new Problem(NotAllowed);
  if (row.state === 'ended' || (action === 'agreement.accept' && hasAccepted(row, tx.actor.organisationId))) throw new Problem(WrongState, { from: row.state });
  return row;
}
