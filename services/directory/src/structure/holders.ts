import { Controller } from '@nestjs/common';
import { GiveFunction, HoldsAlready, Problem, TakeFunction, UnknownMember, WorksAtAnother, WrongState, type FunctionPart } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { changePart } from './keeping.js';
import { functionWithin, type FunctionRow } from './part-rows.js';

const works = "select authority_id as at from people where id = $1 and organisation_id = my_organisation() and status <> 'ended' and (valid_to is null or valid_to > now())";

/** Who holds a function that the organisation's directory system does not keep. */
@Controller()
export class HoldersHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(GiveFunction)
  give(call: Call<typeof GiveFunction>): Promise<FunctionPart> {
    const { ownFunctionId: id, personId } = call.input;
    const change = async (tx: ActorTx, held: FunctionRow): Promise<Record<string, unknown>> => {
      await requireHolder(tx, held, personId);
      await tx.query('select give_function($1, $2)', [id, personId]);
      return { personId, before: 'not-held', after: 'held' };
    };
    return changePart(this, call, { kind: 'function', id, act: 'function.give', about: { personId }, logged: 'function.hold', change }, (tx) => functionWithin(tx, id));
  }

  @Handles(TakeFunction)
  take(call: Call<typeof TakeFunction>): Promise<FunctionPart> {
    const { ownFunctionId: id, personId } = call.input;
    const change = async (tx: ActorTx, { holders }: FunctionRow): Promise<Record<string, unknown>> => {
      if (!holders.some((one) => one.id === personId)) throw new Problem(WrongState);
      await tx.query('select take_function($1, $2)', [id, personId]);
      return { personId, before: 'held', after: 'not-held' };
    };
    return changePart(this, call, { kind: 'function', id, act: 'function.take', logged: 'function.end', change }, (tx) => functionWithin(tx, id));
  }
}

/** A function is told what its authority is told, so that its holders work there. Throws UnknownMember, HoldsAlready or WorksAtAnother. */
async function requireHolder(tx: ActorTx, { authorityId, holders }: FunctionRow, personId: string): Promise<void> {
  const [person] = await tx.query<{ at: string | null }>(works, [personId]);
  if (!person) throw Problem.at(UnknownMember, '/personId', 'The organisation has no such person.');
  if (holders.some(({ id }) => id === personId)) throw Problem.at(HoldsAlready, '/personId', 'The person holds it already.');
  if (person.at !== authorityId) throw Problem.at(WorksAtAnother, '/personId', 'The person works at another authority.');
}
