import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { tell } from '../tell.js';

/** The timer that ends what rested on a seat; a trigger plans it when the seat's end is said. */
const kind = 'substitutes';

const ending = `
  update memberships s set valid_to = greatest(s.valid_from, m.valid_to), version = s.version + 1, at = next_place() from memberships m
   where m.id = $1 and s.substitute_of = m.id and m.valid_to <= now() and s.valid_to > m.valid_to and s.valid_from < s.valid_to returning s.id`;

/** Ends whoever sits in a seat, or is to, at the instant at which the seat itself ended. */
@Injectable()
export class SubstitutesEnd {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async ended({ subjectId }: Due, tx: Tx): Promise<void> {
    const rows = await tx.query('select from memberships s where s.substitute_of = $1 limit 1', [subjectId]);
    if (rows.length === 0) return;
    await tx.query('select next_place()');
    for (const { id } of await tx.query<{ id: string }>(ending, [subjectId])) {
      await logSeat(tx, kind, { id, action: 'membership.end', details: { seatId: subjectId } });
      await tell(tx, this.outbox, { kind: 'membership', id, actor: { kind: 'worker', id: kind }, now: new Date() });
    }
  }
}
