import { Controller } from '@nestjs/common';
import { ActionDetails, GroupActions, Malformed, MyActions, Problem, type ActionView, type Output } from '@knutpunkt/contracts';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { actionColumns, personThere, type ActionRow } from './action-rows.js';
import { actionViews } from './action-view.js';
import { oneAction } from './one-action.js';

type Page = Output<typeof MyActions>;
type PageCall = Pick<Call<typeof MyActions> | Call<typeof GroupActions>, 'input' | 'now'>;

/** Driven from the audience rows, one probe of the index per audience. A function's people see what nobody among them has taken in his own name. */
const mine = (order: 'asc' | 'desc'): string => `
  with listed as (
    select distinct on (due, action_id) due, action_id from unnest($1::uuid[]) as mine(audience_id)
    cross join lateral (
      select o.due, o.action_id from action_audiences o join actions c on c.id = o.action_id
       where o.audience_id = mine.audience_id and o.settled = $2 and (o.due, o.action_id) ${order === 'asc' ? '>' : '<'} ($3, $4)
         and (o.audience_id in (c.owner_person_id, c.offered_person_id) or (o.audience_id = c.offered_function_id and c.offered_person_id is null)
           or (o.audience_id = c.owner_function_id and not ${personThere}))
       order by o.due ${order}, o.action_id ${order} limit $5) probe
    order by due ${order}, action_id ${order} limit $5)
  select ${actionColumns} from listed l join actions c on c.id = l.action_id order by c.due ${order}, c.id ${order}`;

const ofGroup = (order: 'asc' | 'desc'): string => `
  select ${actionColumns} from actions c where c.group_id = $1 and c.group_id = any(my_audiences()) and (c.state in ('done', 'not-done')) = $2 and (c.due, c.id) ${order === 'asc' ? '>' : '<'} ($3, $4)
  order by c.due ${order}, c.id ${order} limit $5`;

@Controller()
export class ListActionsHandler {
  constructor(private readonly db: Db) {}

  @Handles(MyActions)
  mine(call: Call<typeof MyActions>): Promise<Page> {
    return this.db.as(call.caller, (tx) => page(tx, call, { sql: mine, of: [tx.actor.personId, ...tx.actor.functions] }));
  }

  @Handles(GroupActions)
  ofGroup(call: Call<typeof GroupActions>): Promise<Page> {
    return this.db.as(call.caller, (tx) => page(tx, call, { sql: ofGroup, of: call.input.groupId }));
  }

  @Handles(ActionDetails)
  details({ caller, input, now }: Call<typeof ActionDetails>): Promise<ActionView> {
    return this.db.as(caller, (tx) => oneAction(tx, input.actionId, now));
  }
}

async function page(tx: ActorTx, { input, now }: PageCall, { sql, of }: { sql: (order: 'asc' | 'desc') => string; of: unknown }): Promise<Page> {
  const settled = input.state === 'settled';
  const [due, id] = placeOf(input.cursor, settled);
  const rows = await tx.query<ActionRow>(sql(settled ? 'desc' : 'asc'), [of, settled, due, id, input.limit + 1]);
  const shown = rows.slice(0, input.limit);
  return { items: await actionViews(tx, shown, { actor: tx.actor, now }), next: rows.length > input.limit ? cursorAfter(shown.at(-1)!) : null };
}

const cursorAfter = ({ due, id }: ActionRow): string => Buffer.from(`${due} ${id}`).toString('base64url');

/** The place that a cursor names; throws Malformed for one that was not given. Without one, the beginning. */
function placeOf(cursor: string | undefined, fromEnd: boolean): [string, string] {
  if (!cursor) return fromEnd ? ['9999-12-31', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] : ['0001-01-01', '00000000-0000-0000-0000-000000000000'];
  const found = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!found) throw Problem.at(Malformed, '/cursor', 'The cursor is not one that was given.');
  return [found[1]!, found[2]!];
}
