import type { HubOrganisation } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { iso, validNow } from '../refs.js';
import { asksHub, isProposed } from '../people/staff-rows.js';
import { stateAfter, stepsFrom } from './organisation-steps.js';

/** An organisation as the hub's administrator sees it. */
export interface OrganisationRow extends Omit<HubOrganisation, 'version' | 'changedAt' | 'may'> {
  readonly version: number;
  readonly changedAt: Date | null;
}

/** To everybody else there are none: an organisation as the hub runs it is the hub's own. */
const select = `
  select o.id, o.version, (select json_build_object('id', p.id, 'name', p.name, 'title', p.title, 'proposedAt', ${iso('p.administrator_proposed_at')}) from people p
           where p.organisation_id = o.id and ${isProposed} and ${asksHub} order by p.administrator_proposed_at limit 1) as "proposedAdministrator", o.code, o.name, o.number, o.type, o.identity_provider as "identityProvider", o.status as state, o.reason, o.changed_at as "changedAt",
         case when o.agreement is not null then json_build_object('reference', o.agreement, 'signedOn', o.signed_on) end as agreement,
         coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'units', coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name) from units u where u.authority_id = a.id and u.ended_at is null), '[]')) order by a.name)
           from authorities a where a.organisation_id = o.id and a.ended_at is null), '[]') as authorities,
         (select count(*)::int from people p where p.organisation_id = o.id and p.status = 'active') as people,
         (select count(*)::int from people p where p.organisation_id = o.id and p.status in ('active', 'dormant') and ${validNow('p')} and 'administrator' = any(p.roles)) as administrators
    from organisations o where i_run_the_hub()`;

export const hubOrganisations = (tx: ActorTx): Promise<OrganisationRow[]> => tx.query<OrganisationRow & Record<string, unknown>>(select);

/** One of them, or undefined where it does not exist for the actor. */
export const hubOrganisation = async (tx: ActorTx, id: string): Promise<OrganisationRow | undefined> => (await tx.query<OrganisationRow & Record<string, unknown>>(`${select} and o.id = $1`, [id]))[0];

/** The organisation as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: OrganisationRow): HubOrganisation => ({
  ...row, version: String(row.version), changedAt: row.changedAt && row.changedAt.toISOString(), 
  may: [...stepsFrom(row.state).filter((step) => stateAfter(row.state, step) !== 'active' || row.administrators > 0), ...(row.proposedAdministrator ? ['hub.confirm-administrator'] as const : [])].filter((step) => decide(actor, step, { ownerOrganisationId: row.id })),
});
