import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOf } from '../access/work-log.js';
import { nextPlace } from '../memberships/add-member.js';
import { tell } from '../tell.js';
import { watchAdministrators } from './administrators.js';

const kind = 'dormancy';
const worker = { kind: 'worker', id: kind } as const;
const hour = 3_600_000;
/** So many at a time, so that other changes are not kept waiting. */
const many = 200;

/** Nobody can log in to an organisation that is not let in yet, or is paused: that is not the person's doing. */
const due = "status = 'active' and greatest(awake_since, last_login_at) <= now() - interval '90 days' and organisation_id in (select o.id from organisations o where o.status = 'active')";
const rest = `update people set status = 'dormant', version = version + 1, at = $1, changed_at = now() where id in (select id from people where ${due} order by greatest(awake_since, last_login_at) limit ${many})
  returning id, organisation_id as "organisationId", 'administrator' = any(roles) as administers`;

interface Resting { readonly id: string; readonly organisationId: string; readonly administers: boolean }

/** Lets the access rest of those who have not logged in for 90 days. It is looked for each hour, from the migration on; whoever logs in before that is not found. */
@Injectable()
export class Dormancy {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async look(_: unknown, tx: Tx): Promise<void> {
    const found = (await tx.query(`select from people where ${due} limit 1`)).length > 0 ? await this.letRest(tx) : 0;
    await remindAt(tx, { kind, subjectId: 'people', at: new Date(Date.now() + (found < many ? hour : 0)) });
  }

  private async letRest(tx: Tx): Promise<number> {
    const { place, taken: now } = await nextPlace(tx);
    const resting = await tx.query<Resting & Record<string, unknown>>(rest, [place]);
    for (const { id, organisationId, administers } of resting) {
      await logOf(tx, kind, { id, organisationId, action: 'person.rest', details: { before: 'person-active', after: 'person-dormant' } });
      await tell(tx, this.outbox, { kind: 'person', id, actor: worker, now });
      if (administers) await watchAdministrators(tx, organisationId, now);
    }
    return resting.length;
  }
}
