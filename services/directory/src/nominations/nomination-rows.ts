import type { NominationView } from '@knutpunkt/contracts';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { administering } from '../people/administrators.js';
import { activeNow, authorityRef, personRef } from '../refs.js';

type View = z.infer<typeof NominationView>;

/** A nomination that the actor may see; `state` and `awaits` are by the database's time at which it was read. */
export interface NominationRow extends Pick<View, 'id' | 'group' | 'person' | 'role' | 'seat' | 'begunBy' | 'agreement' | 'state' | 'awaits' | 'reason' | 'proposedBy' | 'nobodyElse'> {
  readonly groupId: string;
  readonly ownerOrganisationId: string;
  readonly homeOrganisationId: string;
  readonly version: number;
  readonly firstKeyById: string;
  readonly requiredLevel: number;
  /** False once the person has left the organisation that it was nominated from, or the group's own takes no part any more. */
  readonly active: boolean;
  /** Whether the person works at an authority. */
  readonly boundByOsl: boolean;
  /** The agreement holds between the two organisations when the seat begins (within one none is needed), and the seat that was asked for is still to come. */
  readonly possible: boolean;
  readonly validTo: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Whoever works at no authority is let in only so; what was proposed before that was a rule is declined or runs out. */
export const asGuest = (nomination: string, group: string): string => `(${group}.level is distinct from 'INDIVIDUAL' and ${nomination}.role = 'guest' and ${nomination}.valid_to <= ${nomination}.created_at + interval '366 days')`;
const waits = "n.state = 'pending' and n.expires_at > now()";
const firstKey = "case n.begun_by when 'home' then n.home_key_by else n.owner_key_by end";
/** Nobody of the actor's organisation, whose key is missing, could turn it. */
const nobodyElse = `(${waits} and my_organisation() = case n.begun_by when 'home' then n.owner_organisation_id else n.home_organisation_id end
  and not exists (select from people q where ${administering('my_organisation()', 'q')} and q.id <> n.person_id and q.id <> ${firstKey}))`;
/** From when the seat would hold: where the last that there is ends, else now. */
const begins = 'greatest(now(), (select max(m.valid_to) from memberships m where m.group_id = n.group_id and m.person_id = n.person_id))';
const select = `
  select n.id, n.version, ${firstKey} as "firstKeyById", case when f.organisation_id = my_organisation() then f.name end as "proposedBy", ${nobodyElse} as "nobodyElse", n.group_id as "groupId", n.home_organisation_id as "homeOrganisationId", n.owner_organisation_id as "ownerOrganisationId", n.required_level as "requiredLevel",
         (${activeNow('p', 'o')} and p.organisation_id = n.home_organisation_id and exists (select from organisations v where v.id = n.owner_organisation_id and v.status = 'active')) as active, o.bound_by_osl as "boundByOsl",
         ((n.home_organisation_id = n.owner_organisation_id or ag.valid_from <= ${begins} and ag.valid_to > ${begins} and ag.accepted @> array[n.home_organisation_id, n.owner_organisation_id]) and (n.valid_to is null or n.valid_to > now())
           and not exists (select from memberships m where m.group_id = n.group_id and m.person_id = n.person_id and (m.valid_to is null or m.valid_to > now()) and (m.substitute_of is not null or m.valid_to is null or m.valid_to >= n.valid_to))
           and (o.bound_by_osl or ${asGuest('n', 'g')})) as possible,
         n.role, n.seat, case when ag.id is not null then json_build_object('id', ag.id, 'name', ag.name) end as agreement, n.valid_to as "validTo", n.begun_by as "begunBy", n.created_at as "createdAt", n.expires_at as "expiresAt", n.reason,
         case when n.state = 'pending' and n.expires_at <= now() then 'expired' else n.state end as state,
         case when ${waits} then case n.begun_by when 'home' then 'owner' else 'home' end end as awaits,
         case when g.id is not null then json_build_object('id', g.id, 'name', g.name, 'level', g.level, 'purpose', g.purpose, 'owner', ${authorityRef('a', 'w')}) end as "group", ${personRef('p', 'o')} as person
    from nominations n join people p on p.id = n.person_id join organisations o on o.id = p.organisation_id
    left join people f on f.id = ${firstKey}
    left join agreements ag on ag.id = n.agreement_id left join groups g on g.id = n.group_id left join authorities a on a.id = g.owner_authority_id left join organisations w on w.id = a.organisation_id`;

/** The nomination, or undefined where it does not exist for the actor. */
export const visibleNomination = async (tx: ActorTx, id: string): Promise<NominationRow | undefined> => (await tx.query<NominationRow & Record<string, unknown>>(`${select} where n.id = $1`, [id]))[0];

/** All that waits and that the actor may see, and what was declined in the last 30 days; the oldest first. */
export const listedNominations = (tx: ActorTx): Promise<NominationRow[]> => tx.query<NominationRow & Record<string, unknown>>(`${select} where (${waits}) or (n.state = 'declined' and n.closed_at > now() - interval '30 days') order by n.created_at, n.id`);

/** True where the person already waits for a key to the group; for who sees nominations to it. */
export const isWaiting = async (tx: ActorTx, groupId: string, personId: string): Promise<boolean> =>
  (await tx.query(`select from nominations n where n.group_id = $1 and n.person_id = $2 and ${waits}`, [groupId, personId])).length > 0;

const actions: readonly Action[] = ['nomination.confirm', 'nomination.decline', 'nomination.withdraw'];

/** What the rules need to know of a nomination. */
const aboutNomination = ({ groupId, group, awaits, person, homeOrganisationId, ownerOrganisationId, firstKeyById }: NominationRow): Resource =>
  ({ groupId, awaits, firstKeyById, personId: person.id, personOrganisationId: homeOrganisationId, ownerOrganisationId, ...(group && { groupLevel: group.level, ownerAuthorityId: group.owner.id }) });

export const mayDo = (actor: Actor, action: Action, row: NominationRow): boolean => decide(actor, action, aboutNomination(row));

/** Whether it would succeed now: nobody is let in who has left or is in already, or on an agreement that holds no more. */
const canNow = (actor: Actor, action: Action, row: NominationRow): boolean => mayDo(actor, action, row) && (action !== 'nomination.confirm' || (row.active && row.possible));

/** The nomination as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: NominationRow): View => ({
  id: row.id, version: String(row.version), group: row.group, person: row.person, role: row.role, seat: row.seat, proposedBy: row.proposedBy, nobodyElse: row.nobodyElse, agreement: row.agreement, validTo: row.validTo && row.validTo.toISOString(),
  begunBy: row.begunBy, awaits: row.awaits, state: row.state, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(), reason: row.reason,
  may: actions.filter((action) => canNow(actor, action, row)),
});
