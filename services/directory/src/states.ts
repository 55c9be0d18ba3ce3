import type * as z from 'zod';
import { AuthorityChanged, FunctionChanged, GroupChanged, MembershipChanged, OrganisationChanged, PersonChanged, UnitChanged, type EventType } from '@knutpunkt/contracts';
import type { DirectoryKind } from './import/stable-id.js';

/** How the whole state of one kind of thing is read and told: `select` gives rows with its id, version and place, narrowed by `where`. */
export interface Told<D extends z.ZodObject = z.ZodObject> {
  readonly event: EventType<D>;
  readonly select: string;
}

const told = <D extends z.ZodObject>(event: EventType<D>, columns: string, from: string): Told => ({ event: event as unknown as EventType, select: `select x.id, x.version, x.at, ${columns} from ${from} x` });

const instants = (from: string, to: string): string => `${from} as "validFrom", ${to} as "validTo"`;

const holders = `coalesce((select json_agg(json_build_object('personId', h.person_id, 'validFrom', h.valid_from, 'validTo', h.valid_to) order by h.valid_from, h.person_id)
  from holdings h where h.function_id = x.id), '[]') as holders`;

const lasting = "case when x.ended_at is null then 'active' else 'ended' end as status";

/** An organisation that is only proposed is known to the directory alone, and what belongs to it. */
const letIn = (table: string, organisation: string): string => `(select y.* from ${table} y where exists (select from organisations o where o.id = ${organisation} and o.status <> 'proposed'))`;
/** So is who is invited and stands in no unit yet, and a function that belongs to none. */
const whoStandSomewhere = `(select * from ${letIn('people', 'y.organisation_id')} z where z.unit_id is not null)`;

/** Every kind of thing in the directory, in an order in which each comes after what it refers to. */
export const states: Readonly<Record<DirectoryKind, Told>> = {
  organisation: told(OrganisationChanged, 'x.code, x.name, x.type, x.identity_provider as "identityProvider", x.bound_by_osl as "boundByOsl", x.status', letIn('organisations', 'y.id')),
  authority: told(AuthorityChanged, `x.organisation_id as "organisationId", x.name, ${lasting}`, letIn('authorities', 'y.organisation_id')),
  unit: told(UnitChanged, `x.authority_id as "authorityId", x.name, ${lasting}`, letIn('units', '(select a.organisation_id from authorities a where a.id = y.authority_id)')),
  person: told(PersonChanged, `x.organisation_id as "organisationId", x.authority_id as "authorityId", x.unit_id as "unitId", x.home_id as "homeId", x.name, x.title, x.email, x.aliases, x.locale, x.roles, x.status, ${instants('x.valid_from', 'x.valid_to')}`, whoStandSomewhere),
  function: told(FunctionChanged, `x.unit_id as "unitId", x.authority_id as "authorityId", x.organisation_id as "organisationId", x.name, x.email, case when x.removed_at is null then 'active' else 'removed' end as status, ${holders}`, '(select * from functions y where y.unit_id is not null)'),
  group: told(GroupChanged, 'x.name, x.level, x.owner_authority_id as "ownerAuthorityId", x.required_assurance_level as "requiredAssuranceLevel", x.status, x.rested_at as "restedAt", x.ends_at as "endsAt"', 'groups'),
  membership: told(MembershipChanged, `x.group_id as "groupId", x.person_id as "personId", x.role, ${instants('x.valid_from', 'x.valid_to')}`, 'memberships'),
};

export type StateRow = Record<string, unknown> & { readonly id: string; readonly version: number; readonly at: string };

/** A row as the event's data says it: places as numbers, instants in UTC with Z. */
export function dataOf(row: StateRow): Record<string, unknown> {
  const { at, holders: held, ...rest } = row;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value])),
    at: Number(at),
    ...(Array.isArray(held) ? { holders: held.map((holder: { personId: string; validFrom: string; validTo: string | null }) => ({ ...holder, validFrom: inUtc(holder.validFrom), validTo: holder.validTo && inUtc(holder.validTo) })) } : {}),
  };
}

const inUtc = (text: string): string => new Date(text).toISOString();
