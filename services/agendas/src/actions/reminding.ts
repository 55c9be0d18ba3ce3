import { Injectable } from '@nestjs/common';
import { ActionLate, ActionReminded } from '@knutpunkt/contracts';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { tableOf } from '../items/inherit.js';
import { leadersOf, worker } from '../agenda/facts.js';
import { actionOf, ownerNow, type ActionRow } from './action-rows.js';
import { ringOf } from './due.js';
import { tellAction } from './tell-action.js';

/** Reminds of what is not settled: its owner before and after the day, then those who coordinate. What nobody has is told to those who coordinate at once. */
@Injectable()
export class Reminding {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('action-before')
  before(due: Due, tx: Tx): Promise<void> {
    return this.remind(due, tx, async (row) => ({ event: ActionReminded, data: { tell: ownersOf(row) ?? await coordinators(tx, row) } }));
  }

  @OnDue('action-late')
  late(due: Due, tx: Tx): Promise<void> {
    return this.remind(due, tx, async (row) => {
      const owners = ownersOf(row);
      if (owners) await remindAt(tx, { kind: 'action-coordinator', subjectId: row.id, at: ringOf('action-coordinator', row.due) });
      return { event: ActionLate, data: owners ? { tell: owners, to: 'owner' } : { tell: await coordinators(tx, row), to: 'coordinator' } };
    });
  }

  @OnDue('action-coordinator')
  stillLate(due: Due, tx: Tx): Promise<void> {
    return this.remind(due, tx, async (row) => ({ event: ActionLate, data: { tell: await coordinators(tx, row), to: 'coordinator' } }));
  }

  private async remind({ kind, subjectId }: Due, tx: Tx, what: (row: ActionRow) => Promise<{ event: typeof ActionLate | typeof ActionReminded; data: Record<string, unknown> }>): Promise<void> {
    const row = await actionOf(tx, subjectId, true);
    if (!row || row.state === 'done' || row.state === 'not-done') return;
    const { event, data } = await what(row);
    await auditWork(tx, kind, { action: 'action.reminded', objectId: row.id });
    await tellAction(tx, this.outbox, { event, actionId: row.id, actor: worker, now: new Date(), data });
  }
}

/** Whoever has it, as a person or as a function; null where nobody has. */
function ownersOf(row: ActionRow): string[] | null {
  const { personId, functionId } = ownerNow(row);
  const owner = personId ?? functionId;
  return owner ? [owner] : null;
}

/** Those who lead the meeting and read the item: the others must not hear that there is an action. */
async function coordinators(tx: Tx, row: ActionRow): Promise<string[]> {
  const readers = await tx.query<{ audience_id: string; agenda_id: string; level: string }>("select * from readers_of($1) where level = 'content'", [[row.item_id]]);
  const all = readers.some((r) => r.audience_id === r.agenda_id);
  const reading = all ? await tableOf(tx, row.agenda_id) : readers.map((r) => r.audience_id);
  return (await leadersOf(tx, row.agenda_id)).filter((l) => reading.includes(l.authority_id)).map((l) => l.person_id);
}
