import type { ActionView } from '@knutpunkt/contracts';
import { decide, namesOf, present, type Names } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { isLate } from './action.js';
import { ownerNow, type ActionRow } from './action-rows.js';

/** What `decide` is asked with about an action: who has it, or whom it is offered to. */
export const resourceOf = (row: ActionRow) => ({ groupId: row.group_id, organiserId: row.organiser_id ?? undefined, owner: ownerNow(row) });
export const offerOf = (row: ActionRow) => ({ owner: { personId: row.offered_person_id, functionId: row.offered_function_id } });

/** The actions as the actor sees them, in the same order. `actor` null: as somebody who can do nothing with them. */
export async function actionViews(tx: ActorTx, rows: readonly ActionRow[], { actor, now }: { actor: Actor | null; now: Date }): Promise<ActionView[]> {
  if (!rows.length) return [];
  const names = await namesOf(tx, {
    people: present(rows.flatMap((r) => [r.owner_person_id, r.offered_person_id])), functions: present(rows.flatMap((r) => [r.owner_function_id, r.offered_function_id])), groups: present(rows.map((r) => r.group_id)),
  });
  return rows.map((row) => actionView(row, names, { actor, now }));
}

const whom = (names: Names, personId: string | null, functionId: string | null) => ({ person: personId ? names.person(personId) : null, function: functionId ? names.function(functionId) : null });

function actionView(row: ActionRow, names: Names, { actor, now }: { actor: Actor | null; now: Date }): ActionView {
  const has = ownerNow(row);
  return {
    id: row.id, version: `a${row.version}`, state: row.state, text: row.text, due: row.due, late: isLate(row, now), owner: whom(names, row.owner_person_id, row.owner_function_id), ownerless: !has.personId && !has.functionId,
    offeredTo: row.state === 'offered' ? whom(names, row.offered_person_id, row.offered_function_id) : null,
    meeting: {
      id: row.agenda_id, startsAt: row.meeting_starts_at.toISOString(), seen: row.organiser_id !== null,
      group: row.group_id && row.group_level === 'GENERAL' ? { id: row.group_id, name: names.group(row.group_id), woundUp: row.group_wound_up, windingUp: row.group_winding_up } : null,
    },
    itemId: row.item_id, reason: row.reason, settledAt: row.settled_at?.toISOString() ?? null, mine: actor !== null && decide(actor, 'action.answer', resourceOf(row)), may: actor ? mayOf(actor, row) : [],
  };
}

function mayOf(actor: Actor, row: ActionRow): string[] {
  if (row.state !== 'open' && row.state !== 'offered') return [];
  const settles = decide(actor, 'action.settle', resourceOf(row)) ? ['done', 'not-done', 'hand-over'] : [];
  const answers = row.state === 'offered' && decide(actor, 'action.answer', offerOf(row)) ? ['accept', 'decline'] : [];
  return [...settles, ...answers];
}
