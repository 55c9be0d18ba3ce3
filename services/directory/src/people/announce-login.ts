import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AnnounceLogin, type Output } from '@knutpunkt/contracts';
import { Db, auditWork, type Caller, type Tx } from '@knutpunkt/persistence';
import { Handles, holdsIdentityNumber, type Call } from '@knutpunkt/service-kit';
import { validNow } from '../refs.js';

type Standing = Output<typeof AnnounceLogin>['standing'];
interface Known { readonly organisationId: string; readonly status: string | null; readonly here: boolean | null }

const consumer = 'login';

@Controller()
export class AnnounceLoginHandler {
  constructor(private readonly db: Db) {}

  /** Asks as the service itself, since whoever is not known yet is nobody to the policies; it is about the caller alone. */
  @Handles(AnnounceLogin)
  handle({ caller, input }: Call<typeof AnnounceLogin>): Promise<Output<typeof AnnounceLogin>> {
    return this.db.work(consumer, async (tx) => ({ standing: await standingOf(tx, caller, input.name) }));
  }
}

/** The caller's organisation, which is the one that this identity provider is bound to, and how the person with this home id stands there. */
const known = `select o.id as "organisationId", p.status, ${validNow('p')} as here from organisations o left join people p on p.organisation_id = o.id and p.home_id = $3
  where o.identity_provider = $1 and lower(o.code) = $2 and o.status = 'active'`;

async function standingOf(tx: Tx, caller: Caller, name: string | undefined): Promise<Standing> {
  const [found] = await tx.query<Known & Record<string, unknown>>(known, [caller.identityProvider, caller.organisation, caller.homeId]);
  if (!found) return 'unknown';
  if (found.status === null) return invite(tx, found.organisationId, caller.homeId, name);
  if (found.status === 'ended' || !found.here) return 'ended';
  return found.status === 'active' ? 'active' : 'invited';
}

/** Somebody stands in no unit before the organisation has said in which, and nobody else is told. A home id that is a personal identity number is kept by no one. */
async function invite(tx: Tx, organisationId: string, homeId: string, name = homeId): Promise<Standing> {
  if (holdsIdentityNumber(homeId) || holdsIdentityNumber(name)) return 'unknown';
  const invited = await tx.query<{ id: string }>(
    `insert into people (id, version, at, organisation_id, home_id, name, title, email, locale, roles, status, valid_from) values ($1, 1, 0, $2, $3, $4, '', '', 'sv', '{}', 'invited', now())
     on conflict do nothing returning id`, [v7(), organisationId, homeId, name]);
  for (const { id } of invited) await auditWork(tx, consumer, { action: 'person.invite', objectId: id });
  return 'invited';
}
