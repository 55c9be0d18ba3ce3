import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOwn } from '../access/work-log.js';
import { validNow } from '../refs.js';
import { tell } from '../tell.js';

/** Who holds a function that the organisation's directory keeps: its members who work at its authority. */
const should = `exists (select from function_members m join people p on p.id = m.person_id join functions f on f.id = m.function_id
  where m.function_id = $1 and f.told > 0 and f.removed_at is null and p.authority_id = f.authority_id and p.status <> 'ended' and p.removed_at is null`;
const end = `update holdings h set valid_to = greatest(h.valid_from, now()) where h.function_id = $1 and ${validNow('h')} and not ${should} and p.id = h.person_id)
  and exists (select from functions k where k.id = $1 and k.told > 0) returning h.person_id as id`;
const begin = `insert into holdings (function_id, person_id, valid_from) select $1, c.person_id, now() from function_members c where c.function_id = $1 and ${should} and p.id = c.person_id)
  and not exists (select from holdings h where h.function_id = $1 and h.person_id = c.person_id and ${validNow('h')}) returning person_id as id`;
const placed = 'update functions set version = version + 1, at = next_place() where id = $1 and unit_id is not null returning id';

/** Has the holders of a function be those whom its organisation's directory names, and tells the function as it is; `onlyIfChanged` where the directory has said nothing new of it. `by` is the work that does it. */
export async function followMembers(tx: Tx, outbox: Outbox, { functionId: id, by, onlyIfChanged = false }: { functionId: string; by: string; onlyIfChanged?: boolean }): Promise<void> {
  const changed = (await Promise.all([[end, 'function.end'], [begin, 'function.hold']].map(async ([sql, action]) => (await tx.query<{ id: string }>(sql!, [id])).map((one) => ({ personId: one.id, action: action! }))))).flat();
  for (const { personId, action } of changed) await logOwn(tx, by, { kind: 'function', id, action, details: { personId } });
  if (onlyIfChanged && changed.length === 0) return;
  if ((await tx.query(placed, [id])).length > 0) await tell(tx, outbox, { kind: 'function', id, actor: { kind: 'worker', id: by }, now: new Date() });
}

/** The same for each function of which the directory names this person a member. */
export async function followMemberOf(tx: Tx, outbox: Outbox, { personId, by }: { personId: string; by: string }): Promise<void> {
  for (const { id } of await tx.query<{ id: string }>('select function_id as id from function_members where person_id = $1 order by function_id', [personId])) await followMembers(tx, outbox, { functionId: id, by, onlyIfChanged: true });
}

/** What an organisation's directory has said of a function takes effect right after the commit. */
@Injectable()
export class HoldersFollow {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('function-told')
  @OnDue('removed-function-told')
  async told({ subjectId: functionId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    await followMembers(tx, this.outbox, { functionId, by: 'function-told' });
  }
}
