import type { StaffView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

/** A person of the actor's organisation as the file is compared with. `kept`: its directory system says who that is. */
export interface KnownPerson {
  readonly id: string;
  readonly version: number;
  readonly homeId: string;
  /** What its directory system calls one whom it tells of. Names are not told apart by their case. */
  readonly userName?: string | null;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly aliases: readonly string[];
  readonly unitId: string | null;
  readonly state: StaffView['state'];
  readonly roles: readonly string[];
  readonly kept: boolean;
}
export interface KnownUnit { readonly id: string; readonly authorityId: string; readonly code: string | null; readonly name: string }

/** What a file is compared with: everybody and every unit of the actor's organisation, and who asks. */
export interface KnownHere {
  readonly people: readonly KnownPerson[];
  readonly units: readonly KnownUnit[];
  readonly me: string;
  /** The addresses of the organisation's functions. */
  readonly functions: readonly string[];
}

const people = `select id, version, home_id as "homeId", user_name as "userName", name, title, email, aliases, unit_id as "unitId", case when valid_to <= now() then 'ended' else status end as state, roles, provisioned_at is not null as kept
  from people where organisation_id = (select my_organisation()) and i_administer() order by sort_name, id`;
const units = 'select u.id, a.id as "authorityId", u.code, u.name from units u join authorities a on a.id = u.authority_id where a.organisation_id = my_organisation() and u.ended_at is null order by u.id';

const functions = "select email from functions where organisation_id = (select my_organisation()) and removed_at is null and email <> ''";

export async function knownHere(tx: ActorTx): Promise<KnownHere> {
  const [all, places, shared] = await Promise.all([tx.query<KnownPerson & Record<string, unknown>>(people), tx.query<KnownUnit & Record<string, unknown>>(units), tx.query<{ email: string }>(functions)]);
  return { people: all, units: places, me: tx.actor.personId, functions: shared.map(({ email }) => email) };
}

const print = `select md5(coalesce(string_agg(p.id::text || p.version || p.status || coalesce(p.valid_to::text, ''), ',' order by p.id), '')) || (select md5(coalesce(string_agg(u.id::text || u.version, ',' order by u.id), '')) from units u) as print
  from people p where p.organisation_id = (select my_organisation())`;

/** Tells whether anybody here has changed since: cheaper than to compare everything again while all others wait. */
export const fingerprint = async (tx: ActorTx): Promise<string> => (await tx.query<{ print: string }>(print))[0]!.print;
