import { Controller } from '@nestjs/common';
import { ItemTakenUp, Malformed, NotAllowed, Problem, TemplateUsed, UseTemplate, type AgendaView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { newId, tellItem } from '../items/tell-item.js';
import { requireOpen, requireText, resourceOf, type AgendaRow } from './agenda.js';
import { agendaView } from './agenda-view.js';
import { actorFact } from './facts.js';
import { seenAgenda } from './load.js';
import { templateOf, type StandingItem, type Template } from './templates.js';

@Controller()
export class UseTemplateHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(UseTemplate)
  use(call: Call<typeof UseTemplate>): Promise<AgendaView> {
    const { input, now } = call;
    return this.db.as(call.caller, async (tx) => {
      const agenda = await seenAgenda(tx, input.meetingId, { freshness: this.freshness, lock: 'update' });
      const earlier = await once(tx, call, agenda.id);
      if (!earlier) await this.add(tx, agenda, { template: known(input.template), now });
      return agendaView(tx, agenda.id, { now, freshness: this.freshness });
    });
  }

  private async add(tx: ActorTx, agenda: AgendaRow, { template, now }: { template: Template; now: Date }): Promise<void> {
    if (!decide(tx.actor, 'agenda.lead', resourceOf(agenda))) throw new Problem(NotAllowed);
    requireOpen(agenda);
    requireText(agenda);
    const used = await tx.query("select from item_contents c join items i on i.id = c.item_id where i.agenda_id = $1 and i.standing and c.template = $2 and i.state not in ('declined', 'withdrawn') limit 1", [agenda.id, template.code]);
    if (used.length) throw new Problem(TemplateUsed);
    for (const item of template.items) await this.addOne(tx, agenda, { item, template: template.code, now });
    if (agenda.group_id) await tx.query('insert into group_templates values ($1, $2) on conflict (group_id) do update set template = excluded.template', [agenda.group_id, template.code]);
    await audit(tx, { action: 'agenda.template-used', objectId: agenda.id, details: { template: template.code } });
  }

  private async addOne(tx: ActorTx, agenda: AgendaRow, { item, template, now }: { item: StandingItem; template: string; now: Date }): Promise<void> {
    const id = newId();
    await tx.query("insert into items (id, agenda_id, state, rank, standing) select $1, $2, 'taken-up', coalesce(max(rank), 0) + 1, true from items where agenda_id = $2", [id, agenda.id]);
    await tx.query("insert into item_contents (item_id, title, background, type, minutes, proposer_id, template) values ($1, $2, '', $3, $4, $5, $6)", [id, item.title, item.type, item.minutes, tx.actor.personId, template]);
    await tx.query("select share_item($1, 'all', '{}')", [id]);
    await tellItem(tx, this.outbox, { event: ItemTakenUp, agenda, itemId: id, actor: actorFact(tx.actor), now });
  }
}

function known(code: string): Template {
  const template = templateOf(code);
  if (!template) throw Problem.at(Malformed, '/template', 'There is no such template.');
  return template;
}
