import { Injectable } from '@nestjs/common';
import type { DirectoryFollower } from '@knutpunkt/access';
import type { EventData, MembershipChanged, PersonChanged } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { carry } from '../items/carry.js';
import { tellReadersOfMoved } from '../items/tell-readers.js';

/** Lets items follow where people stand: who reads an item is judged by the authority of now, and others know it by what was told last. Who was at a table is judged by the authority of then. */
@Injectable()
export class ItemsFollowDirectory implements DirectoryFollower {
  constructor(private readonly outbox: Outbox) {}

  /** What nobody who led the next meeting could read goes on once somebody does. */
  async membershipKept(tx: Tx, { groupId }: EventData<typeof MembershipChanged>): Promise<void> {
    await this.carryWaiting(tx, groupId);
  }

  async personKept(tx: Tx, { id: personId, authorityId }: EventData<typeof PersonChanged>, before: string | null): Promise<void> {
    if (before === null || before === authorityId) return;
    await tx.query('update participants t set authority_id = $2 from agendas a where t.person_id = $1 and t.authority_id is null and a.id = t.agenda_id and a.starts_at <= now()', [personId, before]);
    await tellReadersOfMoved(tx, this.outbox, { personId, authorities: [before, authorityId], now: new Date() });
    const seats = await tx.query<{ groupId: string }>('select distinct group_id as "groupId" from memberships where person_id = $1 order by 1', [personId]);
    for (const { groupId } of seats) await this.carryWaiting(tx, groupId);
  }

  private async carryWaiting(tx: Tx, groupId: string): Promise<void> {
    const waiting = await tx.query('select from items i join agendas g on g.id = i.agenda_id where g.group_id = $1 and i.waits_for is not null limit 1', [groupId]);
    if (waiting.length) await carry(tx, this.outbox, groupId, new Date());
  }
}
