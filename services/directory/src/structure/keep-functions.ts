import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddFunction, RemoveFunction, RenameFunction, type FunctionPart, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireFreeName } from './free-names.js';
import { addPart, changePart } from './keeping.js';
import { functionWithin, type FunctionRow } from './part-rows.js';

/** The functions of an organisation that its directory system does not keep. */
@Controller()
export class KeepFunctionsHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(AddFunction)
  add(call: Call<typeof AddFunction>): Promise<FunctionPart> {
    const { ownUnitId: unitId, name } = call.input;
    const id = v7();
    return addPart(this, call, { kind: 'function', id, to: { kind: 'unit', id: unitId }, add: (tx) => write(tx, { id, unitId, name }) }, functionWithin);
  }

  @Handles(RenameFunction)
  rename(call: Call<typeof RenameFunction>): Promise<FunctionPart> {
    const { ownFunctionId: id, name } = call.input;
    const change = async (tx: ActorTx, { unitId }: FunctionRow): Promise<Record<string, unknown>> => {
      await write(tx, { id, unitId, name });
      return { after: 'changed' };
    };
    return changePart(this, call, { kind: 'function', id, act: 'structure.keep', logged: 'function.rename', change }, (tx) => functionWithin(tx, id));
  }

  @Handles(RemoveFunction)
  remove(call: Call<typeof RemoveFunction>): Promise<Output<typeof RemoveFunction>> {
    const { ownFunctionId: id } = call.input;
    const change = async (tx: ActorTx): Promise<Record<string, unknown>> => {
      await tx.query('select remove_function($1)', [id]);
      return { before: 'in-use', after: 'place-ended' };
    };
    return changePart(this, call, { kind: 'function', id, act: 'structure.end', logged: 'function.remove', change }, () => Promise.resolve({ id }));
  }
}

async function write(tx: ActorTx, { id, unitId, name }: { id: string; unitId: string; name: string }): Promise<void> {
  refuseIdentityNumbers({ name });
  await requireFreeName(tx, 'function', { id, name });
  await tx.query('select keep_function($1, $2, $3)', [id, unitId, name]);
}
