import { v5 } from 'uuid';
import { GuestEndAnnounced, type EventData } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { administering } from '../people/administrators.js';
import type { Guest } from './ending-guests.js';

interface Told { readonly version: number; readonly by: string }

/** The membership has events of its own under its id: the telling of its end is another aggregate, with versions of its own. `by`: the timer that tells. */
export const tellGuestEnd = (tx: Tx, outbox: Outbox, { version, by, data }: Told & { readonly data: EventData<typeof GuestEndAnnounced> }): Promise<unknown> =>
  outbox.publish(tx, GuestEndAnnounced, { aggregateId: v5('guest-end', data.id), aggregateVersion: version, actor: { kind: 'worker', id: by }, now: new Date(), data });

/** Who turns the first key to more time: the administrators of the organisation that owns the group. */
export const whoProlongs = async (tx: Tx, organisationId: string): Promise<string[]> =>
  (await tx.query<{ id: string }>(`select q.id from people q where ${administering('$1', 'q')} order by q.id`, [organisationId])).map(({ id }) => id);

const noted = `insert into told_guest_ends as t (membership_id, version, last_day, open) values ($1, 1, $2, true)
  on conflict (membership_id) do update set version = t.version + 1, last_day = excluded.last_day, open = true returning version`;

/** Notes that the end of a guest's time is told; gives the version of what is told. */
export const noteTold = async (tx: Tx, { id, lastDay }: Guest): Promise<number> => (await tx.query<{ version: number }>(noted, [id, lastDay]))[0]!.version;

/** Tells those who can prolong a guest's time that it ends, and writes it into the log. */
export async function tellOpen(tx: Tx, outbox: Outbox, { guest: { id, groupId, level, lastDay }, administrators, version, by }: Told & { readonly guest: Guest; readonly administrators: string[] }): Promise<void> {
  await logSeat(tx, by, { id, action: 'membership.end-nears' });
  await tellGuestEnd(tx, outbox, { version, by, data: { id, groupId, state: 'open', requiredAssuranceLevel: level, lastDay, administrators } });
}
