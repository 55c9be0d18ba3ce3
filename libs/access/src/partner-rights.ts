import type { SharedRight } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

type Row = Omit<SharedRight, 'since' | 'until'> & { readonly since: Date; readonly until: Date | null };

/** SQL: the day in Sweden of an instant, as text. */
export const swedishDay = (at: string): string => `(${at} at time zone 'Europe/Stockholm')::date::text`;

/** What the service's own function tells an administrator of, by name; of those who are there now. */
const named = `
  select r.audience_id as id, r.kind, coalesce(p.name, f.name, u.name, a.name, g.name) as name, json_build_object('id', o.id, 'code', o.code, 'name', o.name) as organisation, r.level, r.many as count, r.since, r.until,
         ${swedishDay('r.used')} as "lastUsed"
    from partner_rights() r join organisations o on o.id = r.organisation_id left join people p on p.id = r.audience_id left join functions f on f.id = r.audience_id left join units u on u.id = r.audience_id
    left join authorities a on a.id = r.audience_id left join groups g on g.id = r.audience_id
   where o.status = 'active' and coalesce(p.name, f.name, u.name, a.name, g.name) is not null
     and (p.id is null or p.status in ('active', 'dormant') and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now()))`;

/** What the columns of a service's `partner_rights()` are: one row for each audience outside. */
export const partnerRightColumns = '(audience_id uuid, kind text, organisation_id uuid, level text, many int, since timestamptz, until timestamptz, used timestamptz)';

const swedish = new Intl.Collator('sv');

/** What others see of the actor's organisation in this service, for its administrator; by organisation and name. */
export async function partnerRights(tx: ActorTx): Promise<SharedRight[]> {
  const rows = await tx.query<Row & Record<string, unknown>>(named);
  return rows.map(({ since, until, ...row }) => ({ ...row, since: since.toISOString(), until: until && until.toISOString() }))
    .sort((one, other) => swedish.compare(`${one.organisation.name} ${one.name}`, `${other.organisation.name} ${other.name}`));
}
