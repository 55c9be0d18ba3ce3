import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddUnit, ChangeUnit, EndUnit, type Output, type UnitPart } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { factOf, tell } from '../tell.js';
import { requireFreeCode, requireFreeName } from './free-names.js';
import { addPart, changePart } from './keeping.js';
import { unitWithin, type UnitRow } from './part-rows.js';

interface Said { readonly name: string; readonly code: string | null }

/** The units of an organisation's authorities, in which its people work. */
@Controller()
export class KeepUnitsHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(AddUnit)
  add(call: Call<typeof AddUnit>): Promise<UnitPart> {
    const { ownAuthorityId, ...said } = call.input;
    const id = v7();
    const add = async (tx: ActorTx): Promise<void> => {
      await requireFreeName(tx, 'unit', { id, name: said.name });
      await write(tx, { id, ownAuthorityId, ...said });
    };
    return addPart(this, call, { kind: 'unit', id, to: { kind: 'authority', id: ownAuthorityId }, add }, unitWithin);
  }

  @Handles(ChangeUnit)
  change(call: Call<typeof ChangeUnit>): Promise<UnitPart> {
    const { ownUnitId: id, ...said } = call.input;
    const change = async (tx: ActorTx, before: UnitRow): Promise<Record<string, unknown>> => {
      // Files have brought units of one name to several authorities: such a one gets a code without getting another name.
      if (said.name !== before.name) await requireFreeName(tx, 'unit', { id, name: said.name });
      await write(tx, { id, ownAuthorityId: before.authorityId, ...said });
      return { after: 'changed' };
    };
    return changePart(this, call, { kind: 'unit', id, act: 'structure.keep', logged: 'unit.change', change }, (tx) => unitWithin(tx, id));
  }

  @Handles(EndUnit)
  end(call: Call<typeof EndUnit>): Promise<Output<typeof EndUnit>> {
    const { ownUnitId: id } = call.input;
    return changePart(this, call, { kind: 'unit', id, act: 'structure.end', logged: 'unit.end', change: (tx) => this.ends(tx, id, call.now) }, () => Promise.resolve({ id }));
  }

  private async ends(tx: ActorTx, id: string, now: Date): Promise<Record<string, unknown>> {
    for (const { gone } of await tx.query<{ gone: string }>('select end_unit($1) as gone', [id])) {
      await audit(tx, { action: 'function.remove', objectId: gone, details: { before: 'in-use', after: 'place-ended' } });
      await tell(tx, this.outbox, { kind: 'function', id: gone, actor: factOf(tx), now });
    }
    return { before: 'in-use', after: 'place-ended' };
  }
}

async function write(tx: ActorTx, { id, ownAuthorityId, name, code }: Said & { id: string; ownAuthorityId: string }): Promise<void> {
  refuseIdentityNumbers({ name, code: code ?? undefined });
  await requireFreeCode(tx, { id, code });
  await tx.query('select keep_unit($1, $2, $3, $4)', [id, ownAuthorityId, name, code]);
}
