import { Controller } from '@nestjs/common';
import { AgreementDetails, Agreements, NotAllowed, NotFound, Organisations, Problem, type OrganisationRef, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { inSwedishOrder, organisationRef, personRef } from '../refs.js';
import { viewOf, visibleAgreement, visibleAgreements } from './agreement-rows.js';

type Resting = Output<typeof AgreementDetails>['memberships'][number];
type RestingRow = Omit<Resting, 'validFrom' | 'validTo'> & { readonly validFrom: Date; readonly validTo: Date | null };

const resting = `
  select m.id, json_build_object('id', g.id, 'name', g.name) as "group", ${personRef('p', 'o')} as person, m.valid_from as "validFrom", m.valid_to as "validTo"
    from memberships m join groups g on g.id = m.group_id join people p on p.id = m.person_id join organisations o on o.id = p.organisation_id
   where m.agreement_id = $1 and (m.valid_to is null or m.valid_to > now()) order by m.valid_from, m.id`;

/** What administrators read of agreements. */
@Controller()
export class AgreementsHandler {
  constructor(private readonly db: Db) {}

  @Handles(Organisations)
  organisations({ caller }: Call<typeof Organisations>): Promise<Output<typeof Organisations>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'organisation.list')) throw new Problem(NotAllowed);
      const rows = await tx.query<{ organisation: OrganisationRef }>(`select ${organisationRef('o')} as organisation from organisations o where o.status = 'active'`);
      return { items: inSwedishOrder(rows.map(({ organisation }) => organisation), ({ name }) => name) };
    });
  }

  @Handles(Agreements)
  list({ caller }: Call<typeof Agreements>): Promise<Output<typeof Agreements>> {
    return this.db.as(caller, async (tx) => {
      const views = (await visibleAgreements(tx)).map((row) => viewOf(tx.actor, row));
      const waits = ({ may }: { may: string[] }): number => Number(may.includes('agreement.accept'));
      return { items: views.sort((a, b) => waits(b) - waits(a)) };
    });
  }

  @Handles(AgreementDetails)
  details({ caller, input }: Call<typeof AgreementDetails>): Promise<Output<typeof AgreementDetails>> {
    return this.db.as(caller, async (tx) => {
      const row = await visibleAgreement(tx, input.agreementId);
      if (!row) throw new Problem(NotFound);
      return { ...viewOf(tx.actor, row), memberships: await restingOn(tx, row.id) };
    });
  }
}

const restingOn = async (tx: ActorTx, agreementId: string): Promise<Resting[]> =>
  (await tx.query<RestingRow & Record<string, unknown>>(resting, [agreementId])).map(({ validFrom, validTo, ...rest }) => ({ ...rest, validFrom: validFrom.toISOString(), validTo: validTo && validTo.toISOString() }));
