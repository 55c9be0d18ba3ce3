import { KeptByDirectorySystem, NotAllowed, NotFound, Problem, WrongState, type Operation, type StaffView } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import type { Outbox } from '@knutpunkt/messaging';
import { audit, type ActorTx, type Db } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { factOf, tell } from '../tell.js';
import { viewOf, visibleStaff, type StaffRow } from './staff-rows.js';

type Changing = Pick<Call<Operation>, 'caller' | 'now' | 'ifMatch' | 'idempotencyKey' | 'requestHash'> & { readonly input: { readonly staffId: string } };

/** What an administrator does with somebody: its action, and the change, which gives what the log says of it. It is made under the lock of all changes, at `place`. */
export interface Step {
  readonly action: Action;
  readonly change: (tx: ActorTx, person: StaffRow, place: string) => Promise<Record<string, unknown>>;
  /** What else is told of it. */
  readonly alsoTell?: (tx: ActorTx, before: StaffRow, after: StaffRow) => Promise<void>;
}

/** Does it once, writes the log and tells it; gives the person as that one stands then. Throws NotFound, Stale, NotAllowed, WrongState for one who has left, and KeptByDirectorySystem. */
export function changePerson({ db, outbox }: { db: Db; outbox: Outbox }, call: Changing, { action, change, alsoTell }: Step): Promise<StaffView> {
  const id = call.input.staffId;
  return db.as(call.caller, async (tx) => {
    if (!(await once(tx, call, id))) {
      // Asked before the lock too: nobody makes all others wait for a change that is refused.
      await changeable(tx, call, action);
      const { place } = await nextPlace(tx);
      const person = await changeable(tx, call, action);
      const details = await change(tx, person, place);
      await audit(tx, { action, objectId: id, details: { personId: id, ...details } });
      const after = await seen(tx, id);
      if (after.unit) await tell(tx, outbox, { kind: 'person', id, actor: factOf(tx), now: call.now });
      await alsoTell?.(tx, person, after);
    }
    return viewOf(tx.actor, await seen(tx, id));
  });
}

async function changeable(tx: ActorTx, call: Changing, action: Action): Promise<StaffRow> {
  const person = await seen(tx, call.input.staffId);
  requireVersion(call, String(person.version));
  if (!decide(tx.actor, action, { personId: person.id })) throw new Problem(NotAllowed);
  if (person.state === 'ended') throw new Problem(WrongState);
  if (person.kept && action !== 'person.give-roles') throw new Problem(KeptByDirectorySystem);
  return person;
}

async function seen(tx: ActorTx, id: string): Promise<StaffRow> {
  const person = await visibleStaff(tx, id);
  if (!person) throw new Problem(NotFound);
  return person;
}
