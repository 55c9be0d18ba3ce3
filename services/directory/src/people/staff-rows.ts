import type { Hindrance, StaffView } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { iso } from '../refs.js';
import { administering } from './administrators.js';

/** A person of the actor's organisation. `kept`: the organisation's directory system says who it is, and whether that one works there. */
export interface StaffRow extends Omit<StaffView, 'version' | 'lastLoginAt' | 'may' | 'cannot' | 'proposed'> {
  readonly proposed: { readonly by: { readonly id: string; readonly name: string }; readonly at: string; readonly expiresAt: string; readonly asksHub: boolean } | null;
  readonly version: number;
  readonly lastLoginAt: Date | null;
  readonly kept: boolean;
  /** Nobody else administers the organisation. */
  readonly isLast: boolean;
}

const named = (row: string): string => `case when ${row}.id is not null then json_build_object('id', ${row}.id, 'name', ${row}.name) end`;
const state = "case when p.valid_to <= now() then 'ended' else p.status end";

/** How long a proposal waits. Whoever proposed it must administer the organisation still. */
const waits = "p.administrator_proposed_at > now() - interval '30 days'";
const proposer = `(select json_build_object('id', b.id, 'name', b.name) from people b where b.id = p.administrator_proposed_by and ${administering('p.organisation_id', 'b')})`;
/** Nobody else administers the organisation: whoever is proposed, and whoever proposed it, agree with nobody. */
export const asksHub = `not exists (select from people q where ${administering('p.organisation_id', 'q')} and q.id not in (p.id, p.administrator_proposed_by))`;
/** Whether somebody is proposed as administrator now; of a person as p. */
export const isProposed = `(p.administrator_proposed_by is not null and ${waits} and exists ${proposer})`;
const proposed = `case when ${isProposed} then json_build_object('by', ${proposer}, 'at', ${iso('p.administrator_proposed_at')}, 'expiresAt', ${iso("p.administrator_proposed_at + interval '30 days'")}, 'asksHub', ${asksHub}) end`;

/** Everybody in the actor's organisation; nobody where the actor administers none. Conditions are added to it. The organisation is read once, or the policies would keep the planner from its index. */
export const staff = `
  select p.id, p.version, p.home_id as "homeId", p.name, p.title, p.email, p.aliases, p.roles, p.last_login_at as "lastLoginAt", ${state} as state, ${proposed} as proposed, ${named('u')} as unit, ${named('a')} as authority,
         case when p.provisioned_at is not null then 'scim' when p.source = 'login' or (p.source is null and p.at = 0) then 'login' else 'import' end as source,
         p.provisioned_at is not null and p.removed_at is null as kept, 'administrator' = any(p.roles) and not exists (select from people q where ${administering('p.organisation_id', 'q')} and q.id <> p.id) as "isLast"
    from people p left join units u on u.id = p.unit_id left join authorities a on a.id = p.authority_id
   where p.organisation_id = (select my_organisation()) and i_administer()`;
export const stateIs = (parameter: string): string => `(${parameter}::text is null or ${state} = ${parameter})`;

/** A person of the actor's organisation, or undefined where that one does not exist for the actor. */
export const visibleStaff = async (tx: ActorTx, id: string): Promise<StaffRow | undefined> => (await tx.query<StaffRow & Record<string, unknown>>(`${staff} and p.id = $1`, [id]))[0];

/** What keeps the actor from doing this with the person as that one stands now; null where nothing does. Who sees staff administers the organisation: `decide` refuses that one nothing but what is done with oneself. */
export function hindranceOf(actor: Actor, action: Action, { id, state: now, kept, isLast }: StaffRow): Hindrance | null {
  if (now === 'ended') return 'ended';
  if (kept && action !== 'person.give-roles') return 'kept-by-directory-system';
  if (now === 'invited' && action === 'person.give-roles') return 'no-access-yet';
  if (isLast && action === 'person.end') return 'last-administrator';
  return decide(actor, action, { personId: id }) ? null : 'yourself';
}

const acts: readonly Action[] = ['person.change', 'person.give-roles', 'person.end'];

/** The person as the contract shows one, with what the actor can do now, and what not and why. */
export const viewOf = (actor: Actor, row: StaffRow): StaffView => {
  const { version, lastLoginAt, kept: _, isLast: __, ...rest } = row;
  const asked = acts.map((act) => ({ act, because: hindranceOf(actor, act, row) }));
  return {
    ...rest, version: String(version), lastLoginAt: lastLoginAt && lastLoginAt.toISOString(), may: asked.filter(({ because }) => because === null).map(({ act }) => act),
    cannot: asked.flatMap(({ act, because }) => (because === null ? [] : [{ act, because }])),
  };
};
