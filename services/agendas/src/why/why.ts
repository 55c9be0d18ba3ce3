import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeeAction, WhyISeeItem, type Why } from '@knutpunkt/contracts';
import { Freshness, decide, isOwn, reasonsOf } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { actionOf } from '../actions/action-rows.js';
import { resourceOf } from '../agenda/agenda.js';
import { seenAgenda } from '../agenda/load.js';
import { itemOf } from '../items/item-rows.js';
import { isShown } from '../items/item-view.js';

/** An item is for all who take part, or for some authorities of theirs; of what is marked for others, its reader knows that it is there. */
const ofItem = (item: string): string => `
  select distinct on (r.audience_id) r.audience_id, r.kind, i.level, r.valid_from, r.valid_to, case when i.audience_id <> i.agenda_id then i.audience_id end as addressed_to
    from item_audiences i join agenda_audiences r on r.agenda_id = i.agenda_id
   where i.item_id = ${item} and (i.audience_id = i.agenda_id or i.audience_id = my_authority()) and r.level = 'content' and ${isOwn('r')} order by r.audience_id, i.level`;

/** An action is seen by whoever has it or is offered it, and by those who read the item that it came from. */
const ofAction = `
  select o.audience_id, case when o.audience_id = me() then 'person' else 'function' end as kind, 'content' as level, null::timestamptz as valid_from, null::timestamptz as valid_to, null::uuid as addressed_to
    from action_audiences o where o.action_id = $1 and o.audience_id = any(my_audiences())
  union all select read.* from (${ofItem('(select c.item_id from actions c where c.id = $1)')}) read where read.level = 'content'`;

@Controller()
export class WhyHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(WhyISeeItem)
  item({ caller, input }: Call<typeof WhyISeeItem>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const agenda = await seenAgenda(tx, input.meetingId, { freshness: this.freshness });
      const item = await itemOf(tx, agenda.id, input.itemId);
      if (!item || !isShown(item, decide(tx.actor, 'agenda.lead', resourceOf(agenda)))) throw new Problem(NotFound);
      await audited(tx, { group_level: agenda.group_level, action: 'item.why', objectId: item.id });
      return { reasons: await reasonsOf(tx, ofItem('$1'), [item.id]) };
    });
  }

  @Handles(WhyISeeAction)
  action({ caller, input }: Call<typeof WhyISeeAction>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const action = await actionOf(tx, input.actionId);
      if (!action) throw new Problem(NotFound);
      await audited(tx, { group_level: action.group_level, action: 'action.why', objectId: action.id });
      return { reasons: await reasonsOf(tx, ofAction, [action.id]) };
    });
  }
}

async function audited(tx: ActorTx, { group_level, ...row }: { group_level: 'GENERAL' | 'INDIVIDUAL'; action: string; objectId: string }): Promise<void> {
  if (group_level === 'INDIVIDUAL') await audit(tx, row);
}
