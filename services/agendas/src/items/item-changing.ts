import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, Stale, type AnyOperation, type EventType, type ItemView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { requireOpen, resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { actorFact } from '../agenda/facts.js';
import { seenAgenda } from '../agenda/load.js';
import { isRead, itemOf, itemVersion, type ItemRow, type ReadItem } from './item-rows.js';
import { isShown } from './item-view.js';
import { oneItem } from './one-item.js';
import { tellItem } from './tell-item.js';

/** What a change did: the event and the word in the audit log. */
export interface Told {
  readonly event: EventType;
  readonly what: string;
  readonly data?: Record<string, unknown>;
}

type Found<R> = { readonly agenda: AgendaRow; readonly item: R };
type Work<R> = (tx: ActorTx, found: Found<R>) => Promise<Told>;

export interface Change<R> {
  readonly action: Action;
  /** The version that If-Match is compared with; the item's own unless told otherwise. */
  readonly version?: (item: ItemRow) => string;
  /** What a stale version is answered with besides. */
  readonly stale?: (tx: ActorTx, item: ItemRow) => Promise<Record<string, unknown>>;
  /** Throws where the agenda does not take such a change; it is open unless told otherwise. */
  readonly require?: (agenda: AgendaRow) => void;
  readonly work: Work<R>;
}

/** Changes an item under its lock while its agenda stays open, in the order of checks that every operation keeps: visible, version, `decide`, state. */
@Injectable()
export class ItemChanging {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  /** Changes what an item says: only for one who reads it. */
  changeRead<Op extends AnyOperation>(call: Call<Op>, change: Change<ReadItem>): Promise<ItemView> {
    return this.change(call, { ...change, work: async (tx, { agenda, item }) => change.work(tx, { agenda, item: requireRead(item) }) }, requireRead);
  }

  /** Changes an item that the actor at least knows of. */
  change<Op extends AnyOperation>(call: Call<Op>, change: Change<ItemRow>, may: (item: ItemRow) => unknown = (item) => item): Promise<ItemView> {
    const { meetingId, itemId } = call.input as { meetingId: string; itemId: string };
    return this.db.as(call.caller, async (tx) => {
      const agenda = await seenAgenda(tx, meetingId, { freshness: this.freshness, lock: 'share' });
      const earlier = await once(tx, call, itemId);
      if (!earlier) await this.perform(tx, call, { ...change, agenda, itemId, may });
      return oneItem(tx, agenda, itemId, call.now);
    });
  }

  private async perform(tx: ActorTx, call: Pick<Call<AnyOperation>, 'ifMatch' | 'now'>, change: Change<ItemRow> & { agenda: AgendaRow; itemId: string; may: (item: ItemRow) => unknown }): Promise<void> {
    const { agenda, itemId, action, work, may } = change;
    const item = await lockedItem(tx, agenda, itemId);
    await requireSeen(tx, call.ifMatch, { change, item, agenda });
    if (!decide(tx.actor, action, { ...resourceOf(agenda), proposerId: isRead(item) ? item.proposer_id : null })) throw new Problem(NotAllowed);
    may(item);
    (change.require ?? requireOpen)(agenda);
    const { event, what, data } = await work(tx, { agenda, item });
    await audit(tx, { action: `item.${what}`, objectId: itemId });
    await tellItem(tx, this.outbox, { event, agenda, itemId, actor: actorFact(tx.actor), now: call.now, data });
  }
}

async function requireSeen(tx: ActorTx, ifMatch: string | undefined, { change, item, agenda }: { change: Change<ItemRow>; item: ItemRow; agenda: AgendaRow }): Promise<void> {
  const version = change.version ? change.version(item) : itemVersion(item, decide(tx.actor, 'agenda.lead', resourceOf(agenda)));
  if (ifMatch !== undefined && ifMatch !== version) throw new Problem(Stale, await change.stale?.(tx, item));
}

/** An item that the actor may know of, locked until the transaction ends. Throws NotFound for hidden and absent alike. */
export async function lockedItem(tx: ActorTx, agenda: AgendaRow, itemId: string): Promise<ItemRow> {
  await tx.query('select from items where id = $1 and agenda_id = $2 for update', [itemId, agenda.id]);
  return seenItem(tx, agenda, itemId);
}

/** An item that the actor may know of. Throws NotFound for hidden and absent alike. */
export async function seenItem(tx: ActorTx, agenda: AgendaRow, itemId: string): Promise<ItemRow> {
  const item = await itemOf(tx, agenda.id, itemId);
  if (!item || !isShown(item, decide(tx.actor, 'agenda.lead', resourceOf(agenda)))) throw new Problem(NotFound);
  return item;
}

/** An item that the actor reads; throws NotAllowed for one that he only knows of. */
export function requireRead(item: ItemRow): ReadItem {
  if (!isRead(item)) throw new Problem(NotAllowed);
  return item;
}
