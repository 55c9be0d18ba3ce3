import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { ending, type Guest } from './ending-guests.js';
import { noteTold, tellGuestEnd, tellOpen, whoProlongs } from './tell-guest-end.js';

/** The timer that looks in a group for guests of whom nothing need be said any more, or again; triggers plan it when something of a seat, a nomination or the group changes. */
export const settling = 'guest-ends-settled';
/** The timer of a nomination whose key nobody turned in time: a trigger plans it when somebody is nominated as a guest. */
const lapsing = 'guest-nomination-lapses';

/** So many days before a guest's last day it is told for the last time: as next_guest_telling has them. */
const lastTelling = 7;

const settled = `
  update told_guest_ends t set open = false, version = t.version + 1 from memberships s join groups h on h.id = s.group_id
   where s.group_id = $1 and s.id = t.membership_id and t.open and not exists (select from (${ending}) still where still.id = s.id and still."lastDay" = t.last_day::text)
  returning t.membership_id as id, s.group_id as "groupId", t.last_day::text as "lastDay", h.required_assurance_level as level, t.version`;
const unsettled = `select still.* from (${ending}) still join told_guest_ends t on t.membership_id = still.id where still."groupId" = $1 and not t.open and still."lastDay" = t.last_day::text`;
/** Of whom it would have been told last on a morning when a nomination waited, and so was not; not before the timer of that morning has looked. */
const missed = `
  select still.* from (${ending}) still join memberships seat on seat.id = still.id cross join lateral (select (still."lastDay"::date - ${lastTelling} + time '08:00') at time zone 'Europe/Stockholm' as morning) last
   where still."groupId" = $1 and last.morning <= now() and not exists (select from told_guest_ends t where t.membership_id = seat.id and t.last_day::text = still."lastDay")
     and exists (select from nominations n where n.group_id = seat.group_id and n.person_id = seat.person_id and n.created_at <= last.morning and coalesce(n.closed_at, n.expires_at) >= last.morning)
     and not exists (select from due d where d.kind = 'guest-ends' and d.subject_id = seat.id::text and d.state = 'pending' and d.at <= now())`;
const reopened = 'update told_guest_ends set open = true, version = version + 1 where membership_id = $1 and not open returning version';

/** Takes back what was told of a guest's end when the guest was prolonged or ended, waits for a key to more time, or the group is wound up: nobody is asked any more for what is done. It is told anew where nothing came of that. */
@Injectable()
export class GuestEndsSettled {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(settling)
  async settled({ subjectId }: Due, tx: Tx): Promise<void> {
    // One look after another, and after what tells: of two at once, one would take back what the other has just told.
    await tx.query('select next_place()');
    for (const { id, groupId, lastDay, level, version } of await tx.query<Omit<Guest, 'owner'> & { version: number }>(settled, [subjectId]))
      await tellGuestEnd(tx, this.outbox, { version, by: settling, data: { id, groupId, state: 'closed', requiredAssuranceLevel: level, lastDay, administrators: [] } });
    for (const guest of await tx.query<Guest & Record<string, unknown>>(unsettled, [subjectId])) await this.reopen(tx, guest);
    for (const guest of await tx.query<Guest & Record<string, unknown>>(missed, [subjectId])) await this.makeUp(tx, guest);
  }

  @OnDue(lapsing)
  async lapsed({ subjectId }: Due, tx: Tx): Promise<void> {
    const [nomination] = await tx.query<{ groupId: string }>('select group_id as "groupId" from nominations where id = $1', [subjectId]);
    if (nomination) await this.settled({ kind: settling, subjectId: nomination.groupId, at: new Date() }, tx);
  }

  private async reopen(tx: Tx, guest: Guest): Promise<void> {
    const administrators = await whoProlongs(tx, guest.owner);
    if (administrators.length === 0) return;
    const [row] = await tx.query<{ version: number }>(reopened, [guest.id]);
    if (row) await tellOpen(tx, this.outbox, { guest, administrators, version: row.version, by: settling });
  }

  private async makeUp(tx: Tx, guest: Guest): Promise<void> {
    const administrators = await whoProlongs(tx, guest.owner);
    if (administrators.length > 0) await tellOpen(tx, this.outbox, { guest, administrators, version: await noteTold(tx, guest), by: settling });
  }
}
