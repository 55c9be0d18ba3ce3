import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logGroup, logSeat } from '../access/work-log.js';
import type { DirectoryKind } from '../import/stable-id.js';
import { tell } from '../tell.js';

/** The timer that ends the seats of a group that is wound up, and archives it when they have ended. */
export const endOfGroup = 'end-of-group';

const ending = `
  update memberships m set valid_to = greatest(m.valid_from, g.ends_at), version = m.version + 1, at = next_place() from groups g, memberships was
   where g.id = $1 and m.group_id = g.id and was.id = m.id and (m.valid_to is null or m.valid_to > g.ends_at) and m.valid_from < coalesce(m.valid_to, 'infinity') returning m.id, was.valid_to as "fromEnd"`;
const archiving = "update groups set status = 'archived', version = version + 1, at = next_place() where id = $1 and status = 'dormant' and ends_at <= now() returning id";
const placed = 'update groups set version = version + 1, at = next_place() where id = $1 and ends_at is not null returning id';

/** Gives everybody's seat the group's own end, right after the commit: not all of them are within one administrator's sight. At that end it archives the group. */
@Injectable()
export class GroupEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(endOfGroup)
  async ended({ subjectId: groupId }: Due, tx: Tx): Promise<void> {
    await tx.query('select next_place()');
    for (const { id, fromEnd } of await tx.query<{ id: string; fromEnd: Date | null }>(ending, [groupId])) {
      await logSeat(tx, endOfGroup, { id, action: 'membership.end', details: { fromEnd } });
      await this.told(tx, 'membership', id);
    }
    for (const { id } of await tx.query<{ id: string }>(archiving, [groupId])) {
      await logGroup(tx, endOfGroup, { id, action: 'group.archive', details: { before: 'winding-up', after: 'archived' } });
      await this.told(tx, 'group', id);
    }
    const [still] = await tx.query<{ at: Date }>("select ends_at as at from groups where id = $1 and status = 'dormant' and ends_at > now()", [groupId]);
    if (still) await remindAt(tx, { kind: endOfGroup, subjectId: groupId, at: still.at });
  }

  /** When it ends was not told of a group that was wound up before that was. */
  @OnDue('ending-group-told')
  async toldAnew({ subjectId: id }: Due, tx: Tx): Promise<void> {
    await tx.query('select next_place()');
    if ((await tx.query(placed, [id])).length > 0) await this.told(tx, 'group', id);
  }

  private async told(tx: Tx, kind: DirectoryKind, id: string): Promise<void> {
    await tell(tx, this.outbox, { kind, id, actor: { kind: 'worker', id: endOfGroup }, now: new Date() });
  }
}
