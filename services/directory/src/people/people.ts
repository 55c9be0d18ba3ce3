import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, People, PersonDetails, Problem, Units, type FunctionRef, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { functionRef, inSwedishOrder, validNow } from '../refs.js';
import { isProposed, staff, stateIs, viewOf, visibleStaff, type StaffRow } from './staff-rows.js';

/**
 * One more than is shown tells whether there are more; the cursor is the last that was shown. How many is no parameter: the planner would take it for a tenth of everybody, and sort them.
 */
const most = 100;
const found = `${staff} and ($1 = '' or position(folded($1) in folded(p.name || ' ' || p.title || ' ' || p.email)) > 0) and ${stateIs('$2')} and (not $4::boolean or ${isProposed})
   and ($3::uuid is null or (p.sort_name, p.id) > (select c.sort_name, c.id from people c where c.id = $3 and c.organisation_id = my_organisation()))
   order by p.sort_name, p.id limit ${most + 1}`;

type Details = Output<typeof PersonDetails>;
type Seat = Omit<Details['seats'][number], 'validTo'> & { readonly validTo: Date | null };

const seats = `select m.id, json_build_object('id', g.id, 'name', g.name, 'level', g.level) as "group", m.role, m.seat, m.valid_to as "validTo"
  from memberships m join groups g on g.id = m.group_id where m.person_id = $1 and ${validNow('m')}`;
const functions = `select ${functionRef('f', 'o')} as held, f.told > 0 as kept from holdings h join functions f on f.id = h.function_id join organisations o on o.id = f.organisation_id where h.person_id = $1 and ${validNow('h')}`;
const units = `select u.id, u.name, json_build_object('id', a.id, 'name', a.name) as authority from units u join authorities a on a.id = u.authority_id where a.organisation_id = my_organisation() and u.ended_at is null`;

@Controller()
export class PeopleHandler {
  constructor(private readonly db: Db) {}

  @Handles(People)
  all({ caller, input: { search, state, proposed, cursor, limit } }: Call<typeof People>): Promise<Output<typeof People>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'person.list')) throw new Problem(NotAllowed);
      const rows = await tx.query<StaffRow & Record<string, unknown>>(found, [search, state ?? null, cursor ?? null, proposed === 'true']);
      return { items: rows.slice(0, limit).map((row) => viewOf(tx.actor, row)), next: rows.length > limit ? rows[limit - 1]!.id : null };
    });
  }

  @Handles(PersonDetails)
  one({ caller, input }: Call<typeof PersonDetails>): Promise<Details> {
    return this.db.as(caller, async (tx) => {
      const row = await visibleStaff(tx, input.staffId);
      if (!row) throw new Problem(NotFound);
      if (!decide(tx.actor, 'person.read')) throw new Problem(NotAllowed);
      return { ...viewOf(tx.actor, row), ...(await belongsTo(tx, row.id)) };
    });
  }

  @Handles(Units)
  units({ caller }: Call<typeof Units>): Promise<Output<typeof Units>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'unit.list')) throw new Problem(NotAllowed);
      const rows = await tx.query<Output<typeof Units>['items'][number]>(units);
      return { items: inSwedishOrder(rows, ({ name, authority }) => `${authority.name} ${name}`) };
    });
  }
}

async function belongsTo(tx: ActorTx, id: string): Promise<Pick<Details, 'seats' | 'functions'>> {
  const [sits, held] = await Promise.all([tx.query<Seat & Record<string, unknown>>(seats, [id]), tx.query<{ held: FunctionRef; kept: boolean }>(functions, [id])]);
  return {
    seats: inSwedishOrder(sits, ({ group }) => group.name).map(({ validTo, ...seat }) => ({ ...seat, validTo: validTo && validTo.toISOString() })),
    functions: inSwedishOrder(held.map(({ held: one, kept }) => ({ ...one, kept })), ({ name }) => name),
  };
}
