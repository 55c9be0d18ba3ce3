import { Injectable } from '@nestjs/common';
import type { HomeFacts } from '@knutpunkt/contracts';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOwn } from '../access/work-log.js';
import { nextPlace } from '../memberships/add-member.js';
import { othersIn } from '../scim/standing.js';
import { tell } from '../tell.js';
import { freeAddresses } from './addresses.js';

const kind = 'other-addresses-read';
const worker = { kind: 'worker', id: kind } as const;
const told = "select facts, email from people where id = $1 and status <> 'ended' and aliases = '{}' and facts is not null";
const keep = 'update people set aliases = $2, version = version + 1, at = case when unit_id is null then at else $3 end, changed_at = now() where id = $1 returning unit_id is not null as "stands"';

/** Takes the other addresses of somebody from what the organisation's directory told before they were kept, but for what a colleague or a function has, and tells them. */
@Injectable()
export class OtherAddresses {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async read({ subjectId: id }: Due, tx: Tx): Promise<void> {
    const { place, taken: now } = await nextPlace(tx);
    const [person] = await tx.query<{ facts: HomeFacts; email: string }>(told, [id]);
    const aliases = person ? await freeAddresses(tx, { id, aliases: othersIn(person.facts, person.email), had: [person.email], of: 'theirs' }) : [];
    if (aliases.length === 0) return;
    const [kept] = await tx.query<{ stands: boolean }>(keep, [id, aliases, place]);
    await logOwn(tx, kind, { kind: 'person', id, action: 'person.change', details: { fields: ['aliases'] } });
    if (kept!.stands) await tell(tx, this.outbox, { kind: 'person', id, actor: worker, now });
  }
}
