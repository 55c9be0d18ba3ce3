import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, NotFound, Problem, type AnyOperation, type ReferralView } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { lockedReferral, sidesOf, type ReferralRow, type SideRow } from './reading/referral-rows.js';
import { referralView, versionOf } from './reading/referral-view.js';
import { writeStep, type Telling } from './referral/record.js';
import { ballOf, stateAfter, steps, type Act, type State } from './referral/states.js';

/** A step under way: the locked request as it was, the side that acts, and the state that it leads to. */
export interface Moved {
  readonly referral: ReferralRow;
  readonly side: SideRow;
  readonly to: State;
  readonly now: Date;
}

type ReferralCall = Call<AnyOperation> & { readonly input: { readonly referralId: string } };

/** Moves a request under its lock, in the order of checks that every operation keeps: visible, version, `decide`, state; then writes text, timeline, audit row and event. */
@Injectable()
export class Moving {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  /** Takes a step that only changes the state and tells of it. */
  move(call: ReferralCall, act: Exclude<Act, 'edit' | 'deliver'>, telling: Telling): Promise<ReferralView> {
    return this.change(call, { act, action: `referral.${act}` }, (tx, moved) => this.settle(tx, moved, telling));
  }

  /** Takes a step that does more, in `work`, which settles it itself. */
  change(call: ReferralCall, step: { act: Act; action: Action }, work: (tx: ActorTx, moved: Moved) => Promise<void>): Promise<ReferralView> {
    return this.db.as(call.caller, async (tx) => {
      const { referralId } = call.input;
      if (!(await once(tx, call, referralId))) await work(tx, await begun(tx, call, step));
      return referralView(tx, referralId, call.now);
    });
  }

  /** Writes the new state, and what happened. `changed` is what the step has already changed in the request besides. */
  async settle(tx: ActorTx, { referral, side, to, now }: Moved, { changed, ...telling }: Telling & { readonly changed?: Partial<ReferralRow> }): Promise<void> {
    refuseIdentityNumbers(telling.text ? { [telling.text.field]: telling.text.body } : {});
    await writeStep(tx, { referral: { ...referral, ...changed, state: to, ball: ballOf(to) }, side, telling, now });
    this.outbox.ringAfter(tx);
  }
}

/** Loads and checks: what every step begins with. Also what takes no ReferralView back. A step happens when it has the lock, not when it was asked for: the timeline is in the order of the steps. */
export async function begun(tx: ActorTx, call: ReferralCall, { act, action }: { act: Act; action: Action }): Promise<Moved> {
  const referral = await lockedReferral(tx, call.input.referralId);
  const sides = referral ? await sidesOf(tx, referral.id) : [];
  if (!referral || !sides.length) throw new Problem(NotFound);
  const { side: actingFor } = steps[act];
  if (actingFor === 'hub') throw new Problem(NotAllowed);
  const side = sides.find((s) => s.role === actingFor) ?? sides[0]!;
  requireVersion(call, versionOf(side));
  if (!decide(tx.actor, action, { actingFor, mySides: sides.map((s) => s.role) })) throw new Problem(NotAllowed);
  return { referral, side, to: stateAfter(referral.state, act), now: new Date() };
}

/** A new id that sorts by time. */
export const newId = (): string => v7();
