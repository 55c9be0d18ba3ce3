import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { ending, type Guest } from './ending-guests.js';
import { settling } from './guest-ends-settled.js';
import { noteTold, tellOpen, whoProlongs } from './tell-guest-end.js';

/** The timer that tells that a guest's time nears its end; a trigger plans it when the end is said. */
const kind = 'guest-ends';

const following = 'select next_guest_telling(valid_to) as next from memberships where id = $1';

/** Tells the administrators of the organisation that owns the group, who turn the first key, that a guest's time ends; they were told of none who was prolonged, ended, or cannot be prolonged. */
@Injectable()
export class GuestEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async nears({ subjectId: id }: Due, tx: Tx): Promise<void> {
    // What ends or prolongs the guest meanwhile comes before this or after it, and so do the looks that both plan.
    await tx.query('select next_place()');
    const [guest] = await tx.query<Guest>(`${ending} and m.id = $1`, [id]);
    if (guest) await this.announce(tx, guest);
    const [{ next }] = (await tx.query<{ next: Date | null }>(following, [id])) as [{ next: Date | null }];
    if (next) await remindAt(tx, { kind, subjectId: id, at: next });
  }

  /** What was settled while this was written is looked for once more after it. */
  private async announce(tx: Tx, guest: Guest): Promise<void> {
    const administrators = await whoProlongs(tx, guest.owner);
    if (administrators.length === 0) return;
    await tellOpen(tx, this.outbox, { guest, administrators, version: await noteTold(tx, guest), by: kind });
    await remindAt(tx, { kind: settling, subjectId: guest.groupId, at: new Date() });
  }
}
