import { NotAllowed, NotFound, Problem, type Operation } from '@knutpunkt/contracts';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import type { Outbox } from '@knutpunkt/messaging';
import { audit, type ActorTx, type Db } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { factOf, tell } from '../tell.js';
import { requireUnhindered } from './hindrances.js';
import { partOf, type AuthorityRow, type FunctionRow, type UnitRow } from './part-rows.js';

interface Rows { readonly authority: AuthorityRow; readonly unit: UnitRow; readonly function: FunctionRow }
type Kind = keyof Rows;
type Asking = Pick<Call<Operation>, 'caller' | 'now' | 'ifMatch' | 'idempotencyKey' | 'requestHash'>;
interface Services { readonly db: Db; readonly outbox: Outbox }

/** What an administrator does with a part that is there: what is asked about it, how the log calls it, and the change, which gives what the log says. It is made under the lock of all changes. */
export interface Step<K extends Kind> {
  readonly kind: K;
  readonly id: string;
  readonly act: Action;
  readonly about?: Resource;
  readonly logged: string;
  readonly change: (tx: ActorTx, part: Rows[K]) => Promise<Record<string, unknown>>;
}

/** Does it once, writes the log and tells it; gives what `read` reads then. Throws NotFound, Stale, NotAllowed, and what keeps the part from it. */
export function changePart<K extends Kind, T>({ db, outbox }: Services, call: Asking, { kind, id, act, about, logged, change }: Step<K>, read: (tx: ActorTx) => Promise<T>): Promise<T> {
  return db.as(call.caller, async (tx) => {
    if (!(await once(tx, call, id))) {
      // Asked before the lock too: nobody makes all others wait for a change that is refused.
      await changeable(tx, call, { kind, id, act, about });
      await nextPlace(tx);
      const details = await change(tx, await changeable(tx, call, { kind, id, act, about }));
      await audit(tx, { action: logged, objectId: id, details });
      await tell(tx, outbox, { kind, id, actor: factOf(tx), now: call.now });
    }
    return read(tx);
  });
}

async function changeable<K extends Kind>(tx: ActorTx, call: Asking, { kind, id, act, about }: { kind: K; id: string; act: Action; about: Resource | undefined }): Promise<Rows[K]> {
  const part = await seenPart(tx, kind, id);
  requireVersion(call, String(part.version));
  if (!decide(tx.actor, act, about)) throw new Problem(NotAllowed);
  requireUnhindered(part, act);
  return part;
}

/** What is added: under which id, to what, and how. */
export interface Addition {
  readonly kind: Kind;
  readonly id: string;
  /** What it becomes a part of; an authority becomes one of the organisation. */
  readonly to?: { readonly kind: 'authority' | 'unit'; readonly id: string };
  readonly add: (tx: ActorTx) => Promise<void>;
}

/** Adds it once, writes the log and tells it; gives what `read` reads of its id then. Throws NotFound for what it would be added to, else NotAllowed. */
export function addPart<T>({ db, outbox }: Services, call: Asking, { kind, id, to, add }: Addition, read: (tx: ActorTx, id: string) => Promise<T>): Promise<T> {
  return db.as(call.caller, async (tx) => {
    if (to) await seenPart(tx, to.kind, to.id);
    if (!decide(tx.actor, to ? 'structure.keep' : 'authority.add')) throw new Problem(NotAllowed);
    const earlier = await once(tx, call, id);
    if (!earlier) {
      await nextPlace(tx);
      if (to) await seenPart(tx, to.kind, to.id);
      await add(tx);
      await audit(tx, { action: `${kind}.add`, objectId: id, details: { after: 'in-use' } });
      await tell(tx, outbox, { kind, id, actor: factOf(tx), now: call.now });
    }
    return read(tx, earlier ?? id);
  });
}

/** A part of the actor's organisation. Throws NotFound. */
export async function seenPart<K extends Kind>(tx: ActorTx, kind: K, id: string): Promise<Rows[K]> {
  const part = await partOf(tx, kind, id);
  if (!part) throw new Problem(NotFound);
  return part;
}
