import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { EndsBeforeItBegins, NotAllowed, NotFound, PartyMissing, Problem, RegisterAgreement, UnknownParty, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { factOf } from '../tell.js';
import { viewOf, visibleAgreement } from './agreement-rows.js';
import { tellAgreement } from './tell-agreement.js';

type Registering = Call<typeof RegisterAgreement>;

@Controller()
export class RegisterAgreementHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(RegisterAgreement)
  handle(call: Registering): Promise<Output<typeof RegisterAgreement>> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await register(tx, call, id);
      const row = await visibleAgreement(tx, earlier ?? id);
      if (!row) throw new Problem(NotFound);
      if (!earlier) await tellAgreement(tx, this.outbox, row, { actor: factOf(tx), now: call.now });
      return viewOf(tx.actor, row);
    });
  }
}

async function register(tx: ActorTx, { input, now }: Registering, id: string): Promise<void> {
  if (!decide(tx.actor, 'agreement.register')) throw new Problem(NotAllowed);
  refuseIdentityNumbers({ name: input.name, purposes: input.purposes.join('\n'), areas: input.areas.join('\n') });
  requirePeriod(input, now);
  const others = [...new Set(input.parties)].filter((party) => party !== tx.actor.organisationId);
  if (others.length === 0) throw Problem.at(PartyMissing, '/parties', 'Choose another organisation too.');
  const known = await tx.query("select from organisations where id = any($1) and status = 'active'", [others]);
  if (known.length < others.length) throw Problem.at(UnknownParty, '/parties', 'One of the organisations is not known.');
  await tx.query('select register_agreement($1::jsonb)', [JSON.stringify({ ...input, id })]);
  await audit(tx, { action: 'agreement.register', objectId: id, details: { parties: others, validFrom: input.validFrom, validTo: input.validTo, after: 'registered' } });
}

function requirePeriod({ validFrom, validTo }: { validFrom: string; validTo: string }, now: Date): void {
  if (new Date(validTo) <= new Date(validFrom) || new Date(validTo) <= now) throw Problem.at(EndsBeforeItBegins, '/validTo', 'It would end before it begins, or has ended already.');
}
