import { Inject, Injectable } from '@nestjs/common';
import { LastAdministrator, Problem } from '@knutpunkt/contracts';
import { OnDue, remindAt, type Due } from '@knutpunkt/messaging';
import { Db, auditWork, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Kit, type Log } from '@knutpunkt/service-kit';
import { validNow } from '../refs.js';

/** Somebody who administers the organisation now; one whose access rests does not. */
export const administering = (organisation: string, person = 'p'): string => `${person}.organisation_id = ${organisation} and 'administrator' = any(${person}.roles) and ${person}.status = 'active' and ${validNow(person)}`;

/** Throws LastAdministrator where nobody but this person (null: nobody at all) administers the actor's organisation. Asked under the lock of all changes, so that two cannot remove each other at once. */
export async function requireAnotherAdministrator(tx: ActorTx, personId: string | null): Promise<void> {
  const others = await tx.query(`select from people p where ${administering('my_organisation()')} and p.id is distinct from $1::uuid limit 1`, [personId]);
  if (others.length === 0) throw new Problem(LastAdministrator);
}

const kind = 'administrators';

/** Has it looked after, right after the commit, whether the organisation has an administrator still. */
export const watchAdministrators = (tx: Tx, organisationId: string, now: Date): Promise<void> => remindAt(tx, { kind, subjectId: organisationId, at: now });

const mark = `update organisations o set without_administrator_since = case when o.without_administrator_since is null then now() end
   where o.id = $1 and (o.without_administrator_since is null) = not exists (select from people p where ${administering('o.id')}) returning without_administrator_since as since`;

/**
 * Marks an organisation whose last administrator has left at home (that comes before that somebody is needed) or has access that rests, and tells those who run the hub: by
 * the log and by a figure, with the organisation's id and nothing of anybody.
 */
@Injectable()
export class Administrators {
  constructor(@Inject('LOG') private readonly log: Log, kit: Kit, db: Db) {
    kit.gauge('organisations_without_administrator', 'Active organisations that nobody administers any more', () => db.work(kind, withoutAny));
  }

  @OnDue(kind)
  async look({ subjectId: organisation }: Due, tx: Tx): Promise<void> {
    const [changed] = await tx.query<{ since: Date | null }>(mark, [organisation]);
    if (!changed) return;
    await auditWork(tx, kind, { action: changed.since ? 'organisation.without-administrator' : 'organisation.with-administrator', objectId: organisation });
    if (changed.since) tx.afterCommit(() => this.log.warn({ organisation }, 'the last administrator of an organisation has left'));
  }
}

const withoutAny = async (tx: Tx): Promise<number> =>
  (await tx.query<{ count: number }>("select count(*)::int as count from organisations where status = 'active' and without_administrator_since is not null"))[0]!.count;
