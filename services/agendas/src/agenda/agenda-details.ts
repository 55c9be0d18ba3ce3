import { Controller } from '@nestjs/common';
import { AgendaAs, AgendaDetails, AgendaOrder, AgendaTemplates, NotAllowed, Problem, UnknownAuthority, type AgendaView, type OrderView, type Output } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { resourceOf, type AgendaRow } from './agenda.js';
import { orderView, viewOf } from './agenda-view.js';
import { asSeenBy } from './as-seen-by.js';
import { load, seenAgenda } from './load.js';
import { templates } from './templates.js';

@Controller()
export class AgendaDetailsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(AgendaDetails)
  details({ caller, input, now }: Call<typeof AgendaDetails>): Promise<AgendaView> {
    return this.db.as(caller, async (tx) => viewOf(await load(tx, await this.read(tx, input.meetingId), now), tx.actor));
  }

  @Handles(AgendaOrder)
  order({ caller, input, now }: Call<typeof AgendaOrder>): Promise<OrderView> {
    return this.db.as(caller, async (tx) => orderView(await load(tx, await this.read(tx, input.meetingId), now), tx.actor));
  }

  @Handles(AgendaAs)
  as({ caller, input, now }: Call<typeof AgendaAs>): Promise<AgendaView> {
    return this.db.as(caller, async (tx) => {
      const agenda = await this.read(tx, input.meetingId);
      if (!decide(tx.actor, 'agenda.lead', resourceOf(agenda))) throw new Problem(NotAllowed);
      const loaded = await load(tx, agenda, now);
      if (!loaded.participants.some((p) => p.authority_id === input.authorityId)) throw Problem.at(UnknownAuthority, '/authorityId', 'This authority does not take part.');
      return viewOf(asSeenBy(loaded, { authorityId: input.authorityId }), null);
    });
  }

  @Handles(AgendaTemplates)
  async templates(_call: Call<typeof AgendaTemplates>): Promise<Output<typeof AgendaTemplates>> {
    return { items: templates.map(({ code, name, items }) => ({ code, name, titles: items.map((item) => item.title) })) };
  }

  private async read(tx: ActorTx, agendaId: string): Promise<AgendaRow> {
    const agenda = await seenAgenda(tx, agendaId, { freshness: this.freshness });
    if (agenda.group_level === 'INDIVIDUAL') await audit(tx, { action: 'agenda.read', objectId: agenda.id });
    return agenda;
  }
}
