import { NotFound, Problem, type AuthorityPart, type FunctionPart, type UnitPart } from '@knutpunkt/contracts';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { inSwedishOrder, validNow } from '../refs.js';
import { mayWith } from './hindrances.js';

interface Row { readonly id: string; readonly version: number; readonly name: string }
export interface AuthorityRow extends Row { readonly kind: 'authority'; readonly hasUnits: boolean; readonly ownsGroups: boolean; readonly seesGroups: boolean }
export interface UnitRow extends Row { readonly kind: 'unit'; readonly authorityId: string; readonly code: string | null; readonly people: number; readonly inUse: boolean }
export interface FunctionRow extends Row { readonly kind: 'function'; readonly unitId: string; readonly authorityId: string; readonly kept: boolean; readonly holders: FunctionPart['holders'] }
export type PartRow = AuthorityRow | UnitRow | FunctionRow;

const holders = `coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'title', p.title) order by p.sort_name, p.id) from holdings h join people p on p.id = h.person_id where h.function_id = f.id and ${validNow('h')}), '[]')`;
const held = `exists (select from holdings h where h.function_id = f.id and (h.valid_to is null or h.valid_to > now()))`;

/** The parts of the actor's organisation that have not ended; none where the actor does not administer it. Of groups those that the actor sees. */
const selects = {
  authority: `select 'authority' as kind, a.id, a.version, a.name, exists (select from units u where u.authority_id = a.id and u.ended_at is null) as "hasUnits",
      exists (select from groups g where g.owner_authority_id = a.id and g.status <> 'archived') or exists (select from group_drafts d where d.owner_authority_id = a.id) as "ownsGroups", my_level() >= 3 as "seesGroups"
    from authorities a where a.organisation_id = (select my_organisation()) and a.ended_at is null and i_administer() and ($1::uuid is null or a.id = $1)`,
  unit: `select 'unit' as kind, u.id, u.version, u.name, u.code, u.authority_id as "authorityId",
      (select count(*)::int from people p where p.unit_id = u.id and p.status <> 'ended' and (p.valid_to is null or p.valid_to > now())) as people, exists (select from functions f where f.unit_id = u.id and f.removed_at is null and (f.told > 0 or ${held})) as "inUse"
    from units u where u.organisation_id = (select my_organisation()) and u.ended_at is null and i_administer() and ($1::uuid is null or u.id = $1)`,
  function: `select 'function' as kind, f.id, f.version, f.name, f.unit_id as "unitId", f.authority_id as "authorityId", f.told > 0 as kept, ${holders} as holders
    from functions f where f.organisation_id = (select my_organisation()) and f.removed_at is null and f.unit_id is not null and i_administer() and ($1::uuid is null or f.id = $1)`,
} as const;
interface Rows { readonly authority: AuthorityRow; readonly unit: UnitRow; readonly function: FunctionRow }

/** All parts of one kind. */
const partsOf = async <K extends keyof Rows>(tx: ActorTx, kind: K): Promise<Rows[K][]> => inSwedishOrder(await tx.query<Rows[K] & Record<string, unknown>>(selects[kind], [null]), ({ name }) => name);

/** One part, or undefined where it does not exist for the actor or has ended. */
export const partOf = async <K extends keyof Rows>(tx: ActorTx, kind: K, id: string): Promise<Rows[K] | undefined> => (await tx.query<Rows[K] & Record<string, unknown>>(selects[kind], [id]))[0];

/** Everything of the actor's organisation, each part in the one that it belongs to. */
export async function wholeStructure(tx: ActorTx): Promise<AuthorityPart[]> {
  const [authorities, units, functions] = await Promise.all([partsOf(tx, 'authority'), partsOf(tx, 'unit'), partsOf(tx, 'function')]);
  const inUnits = groupedBy(functions, ({ unitId }) => unitId);
  const inAuthorities = groupedBy(units, ({ authorityId }) => authorityId);
  return authorities.map((one) => authorityView(tx.actor, one, (inAuthorities.get(one.id) ?? []).map((unit) => unitView(tx.actor, unit, inUnits.get(unit.id) ?? []))));
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const common = (actor: Actor, row: PartRow): Pick<FunctionPart, 'id' | 'version' | 'name' | 'may' | 'cannot'> => ({ id: row.id, version: String(row.version), name: row.name, ...mayWith(actor, row) });

const authorityView = (actor: Actor, row: AuthorityRow, units: UnitPart[]): AuthorityPart => ({ ...common(actor, row), units });
const unitView = (actor: Actor, row: UnitRow, functions: readonly FunctionRow[]): UnitPart => ({ ...common(actor, row), code: row.code, people: row.people, functions: functions.map((one) => functionView(actor, one)) });
const functionView = (actor: Actor, row: FunctionRow): FunctionPart => ({ ...common(actor, row), kept: row.kept, holders: row.holders });

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Problem(NotFound);
  return part;
}

/** An authority with all that it has. Throws NotFound. */
export const authorityWithin = async (tx: ActorTx, id: string): Promise<AuthorityPart> => there((await wholeStructure(tx)).find((one) => one.id === id));
/** A unit with its functions. Throws NotFound. */
export const unitWithin = async (tx: ActorTx, id: string): Promise<UnitPart> => there((await wholeStructure(tx)).flatMap(({ units }) => units).find((one) => one.id === id));
/** A function with its holders. Throws NotFound. */
export async function functionWithin(tx: ActorTx, id: string): Promise<FunctionPart> {
  return functionView(tx.actor, there(await partOf(tx, 'function', id)));
}
