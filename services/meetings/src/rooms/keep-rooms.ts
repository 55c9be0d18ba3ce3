import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddRoom, ChangeRoom, NotAllowed, Problem, RemoveRoom, Rooms, TooManyRooms, roomLimits, type Operation, type Output, type RoomView } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { lockRooms, mayWithRooms, placeOf, requireNewPlace, roomRow, roomRows, viewOf } from './room-rows.js';

const insert = 'insert into rooms (id, version, organisation_id, name, address, holds, note, place) values ($1, 1, my_organisation(), $2, $3, $4, $5, $6)';
const update = 'update rooms set (name, address, holds, note, place, version) = ($2, $3, $4, $5, $6, version + 1) where id = $1';
const note = 'select note_room($1)';
const remove = 'update rooms set removed_at = now(), version = version + 1 where id = $1';

type Said = Pick<Call<typeof AddRoom>['input'], 'name' | 'address' | 'holds' | 'note'>;
const columnsOf = (id: string, { name, address, holds, note }: Said): unknown[] => [id, name, address, holds, note, placeOf({ name, address })];

/** The rooms that an organisation's people pick from; its administrators keep them. What meetings have as their place is not changed by any of it; those to come that are called there take a room that is entered. */
@Controller()
export class KeepRoomsHandler {
  constructor(private readonly db: Db) {}

  @Handles(Rooms)
  list({ caller }: Call<typeof Rooms>): Promise<Output<typeof Rooms>> {
    return this.db.as(caller, async (tx) => {
      const inSwedish = new Intl.Collator('sv', { numeric: true }).compare;
      const rows = (await roomRows(tx)).toSorted((a, b) => inSwedish(a.place, b.place));
      return { items: rows.map((row) => viewOf(tx.actor, row)), may: mayWithRooms(tx.actor) };
    });
  }

  @Handles(AddRoom)
  add(call: Call<typeof AddRoom>): Promise<RoomView> {
    const { caller, input } = call;
    const id = v7();
    return this.db.as(caller, async (tx) => {
      requireKeeper(tx);
      const earlier = await once(tx, call, id);
      if (!earlier) {
        refuse(input);
        await lockRooms(tx);
        if ((await roomRows(tx)).length >= roomLimits.rooms) throw new Problem(TooManyRooms);
        await requireNewPlace(tx, { id, ...input });
        await tx.query(insert, columnsOf(id, input));
        await tx.query(note, [id]);
        await audit(tx, { action: 'room.add', objectId: id });
      }
      return viewOf(tx.actor, await roomRow(tx, earlier ?? id));
    });
  }

  @Handles(ChangeRoom)
  change(call: Call<typeof ChangeRoom>): Promise<RoomView> {
    const { roomId: id, ...said } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, id))) {
        await requireNewest(tx, call);
        refuse(said);
        await requireNewPlace(tx, { id, ...said });
        await tx.query(update, columnsOf(id, said));
        await tx.query(note, [id]);
        await audit(tx, { action: 'room.change', objectId: id });
      }
      return viewOf(tx.actor, await roomRow(tx, id));
    });
  }

  @Handles(RemoveRoom)
  remove(call: Call<typeof RemoveRoom>): Promise<Output<typeof RemoveRoom>> {
    const { roomId: id } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, id)) return { id };
      await requireNewest(tx, call);
      await tx.query(remove, [id]);
      await audit(tx, { action: 'room.remove', objectId: id });
      return { id };
    });
  }
}

const refuse = ({ name, address, note }: Said): void => refuseIdentityNumbers({ name, address, note });

function requireKeeper(tx: ActorTx): void {
  if (!decide(tx.actor, 'room.keep')) throw new Problem(NotAllowed);
}

/** Throws NotFound, Stale or NotAllowed; else nobody else changes the rooms until the transaction ends. */
async function requireNewest(tx: ActorTx, call: Pick<Call<Operation>, 'ifMatch'> & { readonly input: { readonly roomId: string } }): Promise<void> {
  await lockRooms(tx);
  const { version } = await roomRow(tx, call.input.roomId);
  requireVersion(call, String(version));
  requireKeeper(tx);
}
