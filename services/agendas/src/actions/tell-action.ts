import type { ActionFacts, ActorFact, AudienceRow, EventType } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { told, type StoredAudience } from '../agenda/facts.js';
import { actionOf, type ActionRow } from './action-rows.js';

export interface TellingAction {
  readonly event: EventType;
  readonly actionId: string;
  readonly actor: ActorFact;
  readonly now: Date;
  readonly data?: Record<string, unknown>;
}

/** Tells what happened to an action that this transaction has locked or made. */
export async function tellAction(tx: Tx, outbox: Outbox, { event, actionId, actor, now, data }: TellingAction): Promise<void> {
  await tx.query('update actions set facts = facts + 1 where id = $1', [actionId]);
  const row = (await actionOf(tx, actionId))!;
  await outbox.publish(tx, event, { aggregateId: actionId, aggregateVersion: row.facts, actor, data: { ...data, action: await actionFacts(tx, row, now) }, now });
}

async function actionFacts(tx: Tx, row: ActionRow, now: Date): Promise<ActionFacts> {
  const readers = told(await tx.query<StoredAudience>("select * from audiences_of_item($1) where level = 'content'", [row.item_id]));
  return {
    id: row.id, meetingId: row.agenda_id, itemId: row.item_id, groupId: row.group_id, groupLevel: row.group_level, state: row.state, due: row.due, ownerPersonId: row.owner_person_id, ownerFunctionId: row.owner_function_id,
    offeredPersonId: row.offered_person_id, offeredFunctionId: row.offered_function_id, givenBy: row.given_by, audiences: distinct([...ownAudiences(row, now), ...readers]),
  };
}

const ownAudiences = (row: ActionRow, now: Date): AudienceRow[] =>
  ([['person', row.owner_person_id], ['function', row.owner_function_id], ['person', row.offered_person_id], ['function', row.offered_function_id]] as const)
    .flatMap(([kind, audience]) => (audience ? [{ audience, kind, level: 'content' as const, validFrom: now.toISOString(), validTo: null }] : []));

const distinct = (rows: AudienceRow[]): AudienceRow[] => [...new Map(rows.map((row) => [row.audience, row])).values()];
