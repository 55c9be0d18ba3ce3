import type { ActorTx, ProvisionerTx, Tx } from './db.js';

/** What a row of the log says: the action, the object's id, and ids or states that explain it. Never a text, never a name. */
export interface Audited {
  readonly action: string;
  readonly objectId?: string;
  readonly details?: Record<string, unknown>;
}

/** Writes the log row of this transaction: if it cannot be audited, it is not done. */
export async function audit(tx: ActorTx, { action, objectId, details }: Audited): Promise<void> {
  const { personId, organisationId, assuranceLevel } = tx.actor;
  await tx.query(
    'insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id, details) values ($1, $2, $3, $4, $5, $6, $7)',
    ['person', personId, organisationId, assuranceLevel, action, objectId ?? null, JSON.stringify(details ?? {})],
  );
}

/** The log rows of many things done in one transaction, with one statement. */
export async function auditAll(tx: ActorTx, rows: readonly (Audited & { readonly objectId: string })[]): Promise<void> {
  const { personId, organisationId, assuranceLevel } = tx.actor;
  await tx.query(
    `insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id, details)
     select 'person', $1, $2, $3, r.action, r."objectId", coalesce(r.details, '{}') from jsonb_to_recordset($4::jsonb) as r(action text, "objectId" uuid, details jsonb)`,
    [personId, organisationId, assuranceLevel, JSON.stringify(rows)],
  );
}

/** The log row of what an organisation's machine did. */
export async function auditProvisioning({ provisioner, query }: ProvisionerTx, { action, objectId, details }: Audited): Promise<void> {
  await query('insert into audit (actor_kind, actor_id, organisation_id, action, object_id, details) values ($1, $2, $3, $4, $5, $6)',
    ['client', provisioner.client, provisioner.organisationId, action, objectId ?? null, JSON.stringify(details ?? {})]);
}

/** The log row of what came by mail from a participant: a person, or a function's own address. */
export async function auditMail(tx: Tx, by: { readonly person_id: string | null; readonly function_id: string | null; readonly organisation_id: string }, { action, objectId, details }: Audited): Promise<void> {
  await tx.query('insert into audit (actor_kind, actor_id, organisation_id, action, object_id, details) values ($1, $2, $3, $4, $5, $6)',
    ['mail', by.person_id ?? by.function_id, by.organisation_id, action, objectId ?? null, JSON.stringify(details ?? {})]);
}

/** The log row of what came by a link, of which is known only what it was made for. */
export async function auditLink(tx: Tx, madeFor: string, { action, objectId, details }: Audited): Promise<void> {
  await tx.query('insert into audit (actor_kind, actor_id, action, object_id, details) values ($1, $2, $3, $4, $5)', ['link', madeFor, action, objectId ?? null, JSON.stringify(details ?? {})]);
}

/** Whom something concerns that nobody did by hand: an organisation, whose administrators read of it in sessions of this assurance level or above. */
export interface Concerned {
  readonly organisationId: string;
  readonly assuranceLevel: number;
}

/** The log row of something that a service did by itself, by event or timer. */
export async function auditWork(tx: Tx, consumer: string, { action, objectId, details, concerned }: Audited & { readonly concerned?: Concerned }): Promise<void> {
  await tx.query('insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id, details) values ($1, $2, $3, $4, $5, $6, $7)',
    ['worker', consumer, concerned?.organisationId ?? null, concerned?.assuranceLevel ?? null, action, objectId ?? null, JSON.stringify(details ?? {})]);
}
