import type { Tx } from '@knutpunkt/persistence';
import type { ActionState } from './action.js';

export interface ActionRow {
  readonly id: string; readonly item_id: string; readonly agenda_id: string; readonly group_id: string | null; readonly group_level: 'GENERAL' | 'INDIVIDUAL'; readonly meeting_starts_at: Date;
  readonly organiser_id: string | null;
  /** The group that it comes from is archived. */
  readonly group_wound_up: boolean;
  /** It is being wound up, and is archived when its seats have ended. */
  readonly group_winding_up: boolean;
  readonly text: string; readonly due: string; readonly state: ActionState;
  readonly owner_person_id: string | null; readonly owner_function_id: string | null; readonly offered_person_id: string | null; readonly offered_function_id: string | null;
  readonly reason: string | null; readonly settled_at: Date | null; readonly given_by: string; readonly version: number; readonly facts: number;
  /** The person who has it works there still. */
  readonly person_there: boolean;
  /** Somebody holds the function that has it. */
  readonly function_held: boolean;
}

const now = (row: string): string => `${row}.valid_from <= now() and (${row}.valid_to is null or ${row}.valid_to > now())`;

/** A scalar and not `exists`: that the planner may turn into a hash of everybody who works there. */
export const personThere = `coalesce((select true from people p where p.id = c.owner_person_id and p.status in ('active', 'dormant') and ${now('p')}), false)`;

/** An action with what the local directory says of its owner. Without an agenda that the actor sees, who called the meeting is not known. */
export const actionColumns = `
  c.id, c.item_id, c.agenda_id, c.group_id, c.group_level, c.meeting_starts_at, c.text, to_char(c.due, 'YYYY-MM-DD') as due, c.state, c.owner_person_id, c.owner_function_id, c.offered_person_id,
  c.offered_function_id, c.reason, c.settled_at, c.given_by, c.version, c.facts, (select g.organiser_id from agendas g where g.id = c.agenda_id) as organiser_id,
  coalesce((select g.status = 'archived' from groups g where g.id = c.group_id), false) as group_wound_up, coalesce((select g.status = 'dormant' and g.ends_at is not null from groups g where g.id = c.group_id), false) as group_winding_up,
  ${personThere} as person_there, coalesce((select true from holdings h where h.function_id = c.owner_function_id and ${now('h')} limit 1), false) as function_held`;

/** One action that the transaction sees, locked if asked; undefined for hidden and absent alike. */
export async function actionOf(tx: Tx, actionId: string, lock = false): Promise<ActionRow | undefined> {
  const [row] = await tx.query<ActionRow>(`select ${actionColumns} from actions c where c.id = $1${lock ? ' for update of c' : ''}`, [actionId]);
  return row;
}

/** Who has it now: the person while there, else whoever holds the function. Both null where nobody has. */
export const ownerNow = (row: ActionRow): { personId: string | null; functionId: string | null } =>
  row.person_there ? { personId: row.owner_person_id, functionId: null } : { personId: null, functionId: row.function_held ? row.owner_function_id : null };
