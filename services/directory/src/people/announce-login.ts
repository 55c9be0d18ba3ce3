import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AnnounceLogin, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type Caller, type Tx } from '@knutpunkt/persistence';
import { Handles, holdsIdentityNumber, type Call } from '@knutpunkt/service-kit';
import { logOf } from '../access/work-log.js';
import { validNow } from '../refs.js';
import { noteLogin } from './note-login.js';

type Announcing = Call<typeof AnnounceLogin>;
type Standing = Output<typeof AnnounceLogin>['standing'];
interface Known { readonly organisationId: string; readonly id: string | null; readonly status: string | null; readonly here: boolean | null }

const consumer = 'login';

@Controller()
export class AnnounceLoginHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  /** Asks as the service itself, since whoever is not known yet is nobody to the policies; it is about the caller alone. */
  @Handles(AnnounceLogin)
  handle(call: Announcing): Promise<Output<typeof AnnounceLogin>> {
    return this.db.work(consumer, async (tx) => ({ standing: await this.standing(tx, call) }));
  }

  private async standing(tx: Tx, { caller, input, now }: Announcing): Promise<Standing> {
    const [found] = await tx.query<Known & Record<string, unknown>>(known, [caller.identityProvider, caller.organisation, caller.homeId]);
    if (!found) return 'unknown';
    if (found.id === null || found.status === null) return invite(tx, found.organisationId, caller, input.name);
    if (found.status === 'ended' || !found.here) return 'ended';
    const here = found.status !== 'invited';
    if (input.asks === 'standing') return here ? 'active' : 'invited';
    await noteLogin(tx, this.outbox, { id: found.id, status: found.status, now });
    return here ? 'active' : 'invited';
  }
}

/** The caller's organisation, which is the one that this identity provider is bound to, and how the person with this home id stands there. */
const known = `select o.id as "organisationId", p.id, p.status, ${validNow('p')} as here from organisations o left join people p on p.organisation_id = o.id and p.home_id = $3
  where o.identity_provider = $1 and lower(o.code) = $2 and o.status = 'active'`;

/** Somebody stands in no unit before the organisation has said in which, and nobody else is told. A home id that is a personal identity number is kept by no one. */
async function invite(tx: Tx, organisationId: string, { homeId }: Caller, name = homeId): Promise<Standing> {
  if (holdsIdentityNumber(homeId) || holdsIdentityNumber(name)) return 'unknown';
  const invited = await tx.query<{ id: string }>(
    `insert into people (id, version, at, organisation_id, home_id, name, title, email, locale, roles, status, valid_from, source, last_login_at) values ($1, 1, 0, $2, $3, $4, '', '', 'sv', '{}', 'invited', now(), 'login', now())
     on conflict do nothing returning id`, [v7(), organisationId, homeId, name]);
  for (const { id } of invited) await logOf(tx, consumer, { id, organisationId, action: 'person.invite', details: { after: 'person-invited' } });
  return 'invited';
}
