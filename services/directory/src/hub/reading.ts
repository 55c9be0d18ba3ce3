import { Controller } from '@nestjs/common';
import { HubLog, HubOrganisations, NotAllowed, Problem, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { inSwedishOrder, organisationRef } from '../refs.js';
import { hubOrganisations, viewOf } from './organisation-rows.js';

type Entry = Output<typeof HubLog>['items'][number];
type Row = Omit<Entry, 'at'> & { readonly at: Date };

const entries = `
  select l.id, l.at, json_build_object('kind', l.actor_kind, 'id', l.actor_id) as actor, case when o.id is not null then ${organisationRef('o')} end as organisation, l.action as operation
    from hub_log($1, $2) l left join organisations o on o.id = l.organisation_id order by l.at desc, l.id desc`;

/** What the hub's administrator reads. */
@Controller()
export class HubReadingHandler {
  constructor(private readonly db: Db) {}

  @Handles(HubOrganisations)
  organisations({ caller }: Call<typeof HubOrganisations>): Promise<Output<typeof HubOrganisations>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'hub.read')) throw new Problem(NotAllowed);
      return { items: inSwedishOrder(await hubOrganisations(tx), ({ name }) => name).map((row) => viewOf(tx.actor, row)) };
    });
  }

  @Handles(HubLog)
  log({ caller, input: { cursor, limit } }: Call<typeof HubLog>): Promise<Output<typeof HubLog>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'hub.log')) throw new Problem(NotAllowed);
      const rows = await tx.query<Row & Record<string, unknown>>(entries, [cursor ?? null, limit + 1]);
      const items = rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    });
  }
}
