import { v7 } from 'uuid';
import { PersonChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditAll, type ActorTx } from '@knutpunkt/persistence';
import { stateChange, unitChange } from '../access/log-details.js';
import { requireAnotherAdministrator } from '../people/administrators.js';
import { letGo } from '../scim/person-left.js';
import { letHoldingsGo } from '../scim/person-moved.js';
import { dataOf, states, type StateRow } from '../states.js';
import { factOf } from '../tell.js';
import type { PlannedRow } from './plan.js';

const columns = 'as r(id uuid, "homeId" text, name text, title text, email text, aliases text[], "unitId" uuid, "authorityId" uuid)';
const add = `insert into people (id, version, at, organisation_id, home_id, name, title, email, aliases, locale, roles, status, valid_from, unit_id, authority_id, source)
  select r.id, 1, $2, my_organisation(), r."homeId", r.name, r.title, r.email, r.aliases, 'sv', '{}', 'active', now(), r."unitId", r."authorityId", 'import' from jsonb_to_recordset($1::jsonb) ${columns}`;
const change = `update people p set version = p.version + 1, at = $2, name = r.name, title = r.title, email = r.email, aliases = r.aliases, unit_id = r."unitId", authority_id = r."authorityId", changed_at = now(),
  status = case when p.status = 'dormant' then p.status else 'active' end, valid_to = case when p.status = 'ended' then null else p.valid_to end,
  awake_since = case when p.status in ('invited', 'ended') then now() else p.awake_since end from jsonb_to_recordset($1::jsonb) ${columns} where p.id = r.id`;
const leave = `update people set version = version + 1, at = case when unit_id is null then at else $2 end, status = 'ended', aliases = '{}', valid_to = least(coalesce(valid_to, now()), now()), changed_at = now() where id = any($1)`;

interface Writing { readonly rows: readonly PlannedRow[]; readonly leaving: readonly string[]; readonly place: string; readonly now: Date }
export interface Written { readonly added: number; readonly changed: number; readonly ended: number }

/** Writes what was planned, each kind with one statement, with the log and what is told; in the transaction of the caller. Throws LastAdministrator. */
export async function write(tx: ActorTx, outbox: Outbox, { rows, leaving, place, now }: Writing): Promise<Written> {
  const [added, changed] = [rows.filter(({ kind }) => kind === 'new').map((row) => ({ ...row, id: v7() })), rows.filter(({ kind }) => kind === 'changed')];
  await tx.query(add, [recordsOf(added), place]);
  await tx.query(change, [recordsOf(changed), place]);
  await Promise.all(changed.filter(({ changes }) => changes.some(({ column }) => column === 'unit')).map(({ id }) => letHoldingsGo(tx, { id: id!, now })));
  await end(tx, { leaving, place, now });
  const ids = [...added, ...changed].map(({ id }) => id!);
  await auditAll(tx, [
    ...added.map(({ id, unitAs }) => ({ action: 'person.add', objectId: id, details: { personId: id, after: 'person-active', ...unitChange(null, unitAs!.id) } })),
    ...changed.map((row) => ({ action: 'person.change', objectId: row.id!, details: { personId: row.id, ...changeOf(row) } })),
    ...leaving.map((id) => ({ action: 'person.end', objectId: id, details: { personId: id, ...stateChange(`person-${rows.find((row) => row.id === id)!.before!.state}`, 'person-ended') } })),
  ]);
  await tellAll(tx, outbox, [...ids, ...leaving], now);
  return { added: added.length, changed: changed.length, ended: leaving.length };
}

const recordsOf = (rows: readonly PlannedRow[]): string =>
  JSON.stringify(rows.map(({ id, cells, unitAs, aliases }) => ({ id, homeId: cells!.homeId, name: cells!.name, title: cells!.title, email: cells!.email, aliases, unitId: unitAs!.id, authorityId: unitAs!.authorityId })));

/** How somebody was and became, as the log keeps it: units and states, and which texts are others. */
function changeOf({ changes, before, unitAs }: PlannedRow): Record<string, unknown> {
  const [state, fields] = [changes.find(({ column }) => column === 'state'), changes.map(({ column }) => column).filter((column) => column !== 'state' && column !== 'unit')];
  return { ...(state && stateChange(`person-${state.from}`, 'person-active')), ...unitChange(before!.unitId, unitAs!.id), ...(fields.length > 0 && { fields }) };
}

async function end(tx: ActorTx, { leaving, place, now }: Omit<Writing, 'rows'>): Promise<void> {
  if (leaving.length === 0) return;
  await tx.query(leave, [leaving, place]);
  await Promise.all(leaving.map((id) => letGo(tx, { id, organisationId: tx.actor.organisationId, now })));
  await requireAnotherAdministrator(tx, null);
}

/** One statement reads everybody who changed, and one tells; who stands nowhere is known here alone. */
async function tellAll(tx: ActorTx, outbox: Outbox, ids: readonly string[], now: Date): Promise<void> {
  const { event, select } = states.person;
  const rows = await tx.query<StateRow>(`${select} where x.id = any($1)`, [ids]);
  await outbox.publishAll(tx, event as typeof PersonChanged, rows.map((row) => ({ aggregateId: row.id, aggregateVersion: row.version, actor: factOf(tx), data: dataOf(row) as never, now })));
}
