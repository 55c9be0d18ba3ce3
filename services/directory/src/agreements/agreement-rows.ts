import type { AgreementState, AgreementView } from '@knutpunkt/contracts';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import type { Actor, ActorTx, Tx } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { organisationRef } from '../refs.js';

type View = z.infer<typeof AgreementView>;

/** An agreement that the actor may see; `state` is by the database's time at which it was read. */
export interface AgreementRow extends Pick<View, 'id' | 'name' | 'purposes' | 'areas' | 'parties' | 'registeredBy'> {
  readonly version: number;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly state: z.infer<typeof AgreementState>;
}

const select = `
  select a.id, a.version, a.name, a.purposes, a.areas, a.valid_from as "validFrom", a.valid_to as "validTo", ${organisationRef('r')} as "registeredBy",
         (select json_agg(json_build_object('organisation', ${organisationRef('o')}, 'accepted', o.id = any(a.accepted)) order by o.name) from organisations o where o.id = any(a.parties)) as parties,
         case when a.valid_to <= now() or a.valid_to = a.valid_from then 'ended' when cardinality(a.accepted) < 2 then 'waiting' when a.valid_from > now() then 'to-come' else 'in-force' end as state
    from agreements a join organisations r on r.id = a.registered_by`;

/** The agreement, or undefined where it does not exist for whom the transaction is for. */
export const visibleAgreement = async (tx: Tx, id: string): Promise<AgreementRow | undefined> => (await tx.query<AgreementRow & Record<string, unknown>>(`${select} where a.id = $1`, [id]))[0];

/** All that the actor may see, the last to end first. */
export const visibleAgreements = (tx: ActorTx): Promise<AgreementRow[]> => tx.query<AgreementRow & Record<string, unknown>>(`${select} order by a.valid_to desc, a.name, a.id`);

/** SQL: true where an agreement that the actor sees holds now between the actor's organisation and the other. */
export const agreedWith = (organisationId: string): string =>
  `exists (select from agreements a where a.valid_from <= now() and a.valid_to > now() and my_organisation() = any(a.accepted) and ${organisationId} = any(a.accepted))`;

/** Whether it holds between these organisations, now or at an instant to come. */
export const holdsBetween = ({ state, validFrom, validTo, parties }: AgreementRow, organisations: readonly string[], at?: Date): boolean =>
  (at ? state !== 'ended' && validFrom <= at && validTo > at : state === 'in-force') && organisations.every((id) => parties.some(({ organisation, accepted }) => accepted && organisation.id === id));

export const hasAccepted = ({ parties }: AgreementRow, organisationId: string): boolean => parties.some(({ organisation, accepted }) => accepted && organisation.id === organisationId);

const aboutAgreement = ({ registeredBy }: AgreementRow): Resource => ({ ownerOrganisationId: registeredBy.id });

export const mayDo = (actor: Actor, action: Action, row: AgreementRow): boolean => decide(actor, action, aboutAgreement(row));

function mayNow(actor: Actor, row: AgreementRow): Action[] {
  if (row.state === 'ended') return [];
  const open: Action[] = hasAccepted(row, actor.organisationId) ? ['agreement.end'] : ['agreement.accept', 'agreement.end'];
  return open.filter((action) => mayDo(actor, action, row));
}

/** The agreement as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: AgreementRow): View => ({
  id: row.id, version: String(row.version), name: row.name, purposes: row.purposes, areas: row.areas, parties: row.parties, registeredBy: row.registeredBy,
  validFrom: row.validFrom.toISOString(), validTo: row.validTo.toISOString(), state: row.state, may: mayNow(actor, row),
});
