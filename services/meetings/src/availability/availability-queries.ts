import { Controller } from '@nestjs/common';
import { AvailabilityQueries, type Output } from '@knutpunkt/contracts';
import { namesOf, present, swedishDay } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';

interface Row { readonly at: Date; readonly by_person_id: string; readonly function_id: string | null; readonly from_day: string; readonly to_day: string }

const latest = `
  select q.at, q.by_person_id, f.id as function_id, ${swedishDay('q.from_at')} as from_day, ${swedishDay("(q.to_at - interval '1 minute')")} as to_day
    from availability_queries q left join functions f on f.id = q.asked_id order by q.seq desc limit 200`;

@Controller()
export class AvailabilityQueriesHandler {
  constructor(private readonly db: Db) {}

  /** Row-level security leaves those about the reader, and about the functions that the reader holds. */
  @Handles(AvailabilityQueries)
  list({ caller }: Call<typeof AvailabilityQueries>): Promise<Output<typeof AvailabilityQueries>> {
    return this.db.as(caller, async (tx) => {
      const rows = await tx.query<Row>(latest);
      const names = await namesOf(tx, { people: present(rows.map((row) => row.by_person_id)), functions: present(rows.map((row) => row.function_id)) });
      return { items: rows.map((row) => ({ at: row.at.toISOString(), by: names.person(row.by_person_id), function: row.function_id ? names.function(row.function_id) : null, from: row.from_day, to: row.to_day })) };
    });
  }
}
