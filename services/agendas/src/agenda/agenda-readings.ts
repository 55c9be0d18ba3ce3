import { Controller } from '@nestjs/common';
import { AgendaReadings, NotAllowed, Problem, ReadingNotLogged, type Output } from '@knutpunkt/contracts';
import { Freshness, decide, readingsOf } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenAgenda } from './load.js';

const whats = { 'agenda.read': 'agenda', 'agenda.paper': 'paper' } as const;

@Controller()
export class AgendaReadingsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(AgendaReadings)
  readings({ caller, input }: Call<typeof AgendaReadings>): Promise<Output<typeof AgendaReadings>> {
    return this.db.as(caller, async (tx) => {
      const agenda = await seenAgenda(tx, input.meetingId, { freshness: this.freshness });
      if (!decide(tx.actor, 'agenda.readings', { groupId: agenda.group_id })) throw new Problem(NotAllowed);
      if (agenda.group_level === 'GENERAL') throw new Problem(ReadingNotLogged);
      await audit(tx, { action: 'agenda.readings', objectId: agenda.id });
      return readingsOf(tx, agenda.id, whats);
    });
  }
}
