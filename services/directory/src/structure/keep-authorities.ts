import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddAuthority, EndAuthority, RenameAuthority, type AuthorityPart, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { requireFreeName } from './free-names.js';
import { addPart, changePart } from './keeping.js';
import { authorityWithin } from './part-rows.js';

/** The authorities of an organisation, which its administrators keep. */
@Controller()
export class KeepAuthoritiesHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(AddAuthority)
  add(call: Call<typeof AddAuthority>): Promise<AuthorityPart> {
    const id = v7();
    return addPart(this, call, { kind: 'authority', id, add: (tx) => write(tx, id, call.input.name) }, authorityWithin);
  }

  @Handles(RenameAuthority)
  rename(call: Call<typeof RenameAuthority>): Promise<AuthorityPart> {
    const { ownAuthorityId: id, name } = call.input;
    const change = async (tx: ActorTx): Promise<Record<string, unknown>> => {
      await write(tx, id, name);
      return { after: 'changed' };
    };
    return changePart(this, call, { kind: 'authority', id, act: 'structure.keep', logged: 'authority.rename', change }, (tx) => authorityWithin(tx, id));
  }

  @Handles(EndAuthority)
  end(call: Call<typeof EndAuthority>): Promise<Output<typeof EndAuthority>> {
    const { ownAuthorityId: id } = call.input;
    const change = async (tx: ActorTx): Promise<Record<string, unknown>> => {
      await tx.query('select end_authority($1)', [id]);
      return { before: 'in-use', after: 'place-ended' };
    };
    return changePart(this, call, { kind: 'authority', id, act: 'structure.end', logged: 'authority.end', change }, () => Promise.resolve({ id }));
  }
}

async function write(tx: ActorTx, id: string, name: string): Promise<void> {
  refuseIdentityNumbers({ name });
  await requireFreeName(tx, 'authority', { id, name });
  await tx.query('select keep_authority($1, $2)', [id, name]);
}
