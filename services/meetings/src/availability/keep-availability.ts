import { Controller } from '@nestjs/common';
import { AddAbsence, KeepOfficeHours, OwnAvailability, Problem, RemoveAbsence, TooManyAbsences, type OwnAvailabilityView } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { Db, audit, auditWork, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { ended, tellEnded, type Told } from '../calendars/tell-failing.js';
import { lockOwn, lockTimeOf } from './lock-own.js';
import { absenceOf, requireOrder } from './own-hours.js';

const most = 100;
const hoursSql = "select weekday, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes from office_hours where person_id = me() order by weekday";
const absencesSql = 'select starts_at, ends_at from absences where person_id = me() and ends_at > now() order by starts_at, ends_at';
const statingSql = 'insert into office_hours (person_id, weekday, opens, closes) select me(), h.weekday, h.opens, h.closes from jsonb_to_recordset($1::jsonb) as h(weekday int, opens time, closes time)';

async function viewOf(tx: Tx): Promise<OwnAvailabilityView> {
  const hours = await tx.query<OwnAvailabilityView['hours'][number]>(hoursSql);
  const absences = await tx.query<{ starts_at: Date; ends_at: Date }>(absencesSql);
  return { hours, absences: absences.map((one) => ({ startsAt: one.starts_at.toISOString(), endsAt: one.ends_at.toISOString() })) };
}

/** Forgets what somebody who has left said of the own time, and the calendars. */
export async function endAvailabilityOf(tx: Tx, outbox: Outbox, personId: string): Promise<void> {
  await lockTimeOf(tx, personId);
  const calendars = await tx.query<Told>(`delete from calendars where person_id = $1 returning ${ended}`, [personId]);
  await tellEnded(tx, outbox, { gone: calendars });
  const gone: object[] = [...calendars];
  for (const table of ['office_hours', 'absences']) gone.push(...(await tx.query(`delete from ${table} where person_id = $1 returning person_id`, [personId])));
  if (gone.length > 0) await auditWork(tx, 'directory', { action: 'availability.ended', objectId: personId });
}

/** Everybody keeps the own office hours and absences, and nobody another's. The same request again changes nothing more. The log says that it was done, and no times. */
@Controller()
export class KeepAvailabilityHandler {
  constructor(private readonly db: Db) {}

  @Handles(OwnAvailability)
  own({ caller }: Call<typeof OwnAvailability>): Promise<OwnAvailabilityView> {
    return this.db.as(caller, viewOf);
  }

  @Handles(KeepOfficeHours)
  hours({ caller, input }: Call<typeof KeepOfficeHours>): Promise<OwnAvailabilityView> {
    requireOrder(input.hours);
    return this.db.as(caller, async (tx) => {
      await lockOwn(tx);
      await tx.query('delete from office_hours where person_id = me()');
      await tx.query(statingSql, [JSON.stringify(input.hours)]);
      return noted(tx, 'availability.hours-kept');
    });
  }

  @Handles(AddAbsence)
  add({ caller, input, now }: Call<typeof AddAbsence>): Promise<OwnAvailabilityView> {
    const { startsAt, endsAt } = absenceOf(input, now);
    return this.db.as(caller, async (tx) => {
      await lockOwn(tx);
      await tx.query('delete from absences where person_id = me() and ends_at <= now()');
      await tx.query('insert into absences (person_id, starts_at, ends_at) values (me(), $1, $2) on conflict do nothing', [startsAt, endsAt]);
      if ((await tx.query(absencesSql)).length > most) throw new Problem(TooManyAbsences);
      return noted(tx, 'availability.absence-added');
    });
  }

  @Handles(RemoveAbsence)
  remove({ caller, input }: Call<typeof RemoveAbsence>): Promise<OwnAvailabilityView> {
    return this.db.as(caller, async (tx) => {
      await tx.query('delete from absences where person_id = me() and starts_at = $1 and ends_at = $2', [input.startsAt, input.endsAt]);
      return noted(tx, 'availability.absence-removed');
    });
  }
}

async function noted(tx: ActorTx, action: string): Promise<OwnAvailabilityView> {
  await audit(tx, { action, objectId: tx.actor.personId });
  return viewOf(tx);
}
