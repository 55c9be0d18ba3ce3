import { NotFound, Problem, RoomExists, type RoomView } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';

export interface RoomRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly address: string;
  readonly holds: number | null;
  readonly note: string;
  readonly place: string;
}

const rooms = 'select id, version, name, address, holds, note, place from rooms where removed_at is null';

/** The rooms of the actor's organisation. */
export const roomRows = (tx: ActorTx): Promise<RoomRow[]> => tx.query<RoomRow & Record<string, unknown>>(rooms);

/** A room of the actor's organisation. Throws NotFound for hidden, removed and absent alike. */
export async function roomRow(tx: ActorTx, id: string): Promise<RoomRow> {
  const [row] = await tx.query<RoomRow & Record<string, unknown>>(`${rooms} and id = $1`, [id]);
  if (!row) throw new Problem(NotFound);
  return row;
}

/** As it stands in an invitation. */
export const placeOf = ({ name, address }: Pick<RoomRow, 'name' | 'address'>): string => `${name}, ${address}`;

/** One at a time changes an organisation's rooms. */
export const lockRooms = (tx: ActorTx): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended('rooms ' || my_organisation(), 0))");

/** Throws RoomExists where another room has this name and address, in whatever case of their letters. */
export async function requireNewPlace(tx: ActorTx, { id, name, address }: Pick<RoomRow, 'id' | 'name' | 'address'>): Promise<void> {
  const same = await tx.query("select from rooms where removed_at is null and id <> $1 and lower(place) = lower($2)", [id, placeOf({ name, address })]);
  if (same.length > 0) throw Problem.at(RoomExists, '/name', 'There is a room with this name and address.');
}

/** What the actor can do with the rooms of the organisation. */
export const mayWithRooms = (actor: Actor): string[] => (decide(actor, 'room.keep') ? ['keep'] : []);

export const viewOf = (actor: Actor, { version, ...row }: RoomRow): RoomView => ({ ...row, version: String(version), may: mayWithRooms(actor) });
