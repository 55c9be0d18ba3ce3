import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOf } from '../access/work-log.js';
import { nextPlace } from '../memberships/add-member.js';
import { tell } from '../tell.js';
import { watchAdministrators } from './administrators.js';

const worker = { kind: 'worker', id: 'login' } as const;
const wake = `update people set status = 'active', awake_since = now(), version = version + 1, at = $2, changed_at = now() where id = $1 and status = 'dormant'
  returning organisation_id as "organisationId", 'administrator' = any(roles) as administers`;

/** Nobody who has been let rest meanwhile is noted as one who is awake. */
const note = "update people set last_login_at = now() where id = $1 and status <> 'dormant' returning id";

/** Keeps when somebody logged in last. Whose access rested has it again at once: the own organisation has just said who it is. */
export async function noteLogin(tx: Tx, outbox: Outbox, { id, status, now }: { id: string; status: string; now: Date }): Promise<void> {
  // The lock of all changes comes before the person's own, as in every other change.
  if (status !== 'dormant' && (await tx.query(note, [id])).length > 0) return;
  await wakeUp(tx, outbox, { id, now });
  await tx.query(note, [id]);
}

async function wakeUp(tx: Tx, outbox: Outbox, { id, now }: { id: string; now: Date }): Promise<void> {
  const { place } = await nextPlace(tx);
  const [woken] = await tx.query<{ organisationId: string; administers: boolean }>(wake, [id, place]);
  if (!woken) return;
  await logOf(tx, 'login', { id, organisationId: woken.organisationId, action: 'person.wake', details: { before: 'person-dormant', after: 'person-active' } });
  await tell(tx, outbox, { kind: 'person', id, actor: worker, now });
  if (woken.administers) await watchAdministrators(tx, woken.organisationId, now);
}
