import { Controller, Inject } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddCalendarFile, CalendarsNotFetched, ConnectCalendar, DisconnectCalendar, NotACalendar, OwnCalendars, Problem, TooManyCalendars, type ConnectedCalendars } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, Seal, once, type Call } from '@knutpunkt/service-kit';
import { lockOwn } from '../availability/lock-own.js';
import { actorFact } from '../meeting/compose.js';
import { calendarAddress } from './address.js';
import { keptOf, ownCalendars } from './calendar-rows.js';
import type { CalendarSettings } from './calendar-settings.js';
import { readInThread } from './reader.js';
import { CalendarRefresher, calendarsToken } from './refresher.js';
import { ended, tellEnded, type Told } from './tell-failing.js';

const room = 'select n as number from generate_series(1, 5) n where not exists (select from calendars c where c.person_id = me() and c.number = n) order by n limit 1';
const byAddress = "insert into calendars (id, person_id, number, kind, host, address, added_at, next_at) values ($1, me(), $2, 'address', $3, $4, now(), now())";
const byFile = "insert into calendars (id, person_id, number, kind, added_at, read_at, busy, tentative, covers, skipped) values ($1, me(), $2, 'file', now(), now(), $3, $4, $5, $6)";

/** A number is used again when its calendar is gone: it is the calendar that was seen that ends, and no later one. */
const ending = `delete from calendars where person_id = me() and number = $1 and date_trunc('milliseconds', added_at) = $2 returning ${ended}`;

/** Everybody connects the own calendars, and nobody another's. The log says that one was connected, and not where it is. */
@Controller()
export class KeepCalendarsHandler {
  constructor(private readonly db: Db, @Inject(calendarsToken) private readonly settings: CalendarSettings | null, private readonly refresher: CalendarRefresher, private readonly outbox: Outbox) {}

  @Handles(OwnCalendars)
  own({ caller }: Call<typeof OwnCalendars>): Promise<ConnectedCalendars> {
    return this.db.as(caller, (tx) => this.seen(tx));
  }

  @Handles(ConnectCalendar)
  connect(call: Call<typeof ConnectCalendar>): Promise<ConnectedCalendars> {
    const { settings } = this;
    if (!settings) throw new Problem(CalendarsNotFetched);
    const url = calendarAddress(call.input.address, settings.reach);
    return this.add(call, 'calendar.connected', async (tx, id, number) => {
      const sealed = new Seal(settings.key).close({ address: url.href }, Buffer.from(id));
      await tx.query(byAddress, [id, number, url.hostname, sealed]);
      tx.afterCommit(() => this.refresher.ring());
    });
  }

  /** It is read before anything is locked, in a thread, and only where it is to be kept. */
  @Handles(AddCalendarFile)
  async file(call: Call<typeof AddCalendarFile>): Promise<ConnectedCalendars> {
    if (!(await this.awaits(call))) return this.db.as(call.caller, async (tx) => { await once(tx, call, v7()); return this.seen(tx); });
    const read = await readInThread(Buffer.from(call.input.file, 'base64').toString('utf8'), call.now);
    if (!read) throw Problem.at(NotACalendar, '/file', 'The file is not a calendar, or nothing of it can be read.');
    return this.add(call, 'calendar.file-added', (tx, id, number) => tx.query(byFile, [id, number, ...keptOf(read)]));
  }

  @Handles(DisconnectCalendar)
  disconnect(call: Call<typeof DisconnectCalendar>): Promise<ConnectedCalendars> {
    const { number, addedAt } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, tx.actor.personId)) return this.seen(tx);
      const gone = await tx.query<Told>(ending, [number, addedAt]);
      await tellEnded(tx, this.outbox, { gone, actor: actorFact(tx.actor) });
      if (gone.length > 0) await audit(tx, { action: 'calendar.disconnected', objectId: tx.actor.personId });
      return this.seen(tx);
    });
  }

  /** Whether this request is yet to be done. Throws TooManyCalendars. */
  private awaits({ caller, idempotencyKey }: Call<typeof AddCalendarFile>): Promise<boolean> {
    return this.db.as(caller, async (tx) => {
      const [earlier] = await tx.query('select from idempotency_keys where person_id = me() and key = $1', [idempotencyKey ?? null]);
      if (!earlier) await freeNumber(tx);
      return !earlier;
    });
  }

  private seen(tx: Tx): Promise<ConnectedCalendars> {
    return ownCalendars(tx, this.settings !== null);
  }

  private add(call: Call<typeof ConnectCalendar> | Call<typeof AddCalendarFile>, action: string, write: (tx: ActorTx, id: string, number: number) => Promise<unknown>): Promise<ConnectedCalendars> {
    const id = v7();
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, id)) return this.seen(tx);
      await lockOwn(tx);
      await write(tx, id, await freeNumber(tx));
      await audit(tx, { action, objectId: tx.actor.personId });
      return this.seen(tx);
    });
  }
}

async function freeNumber(tx: Tx): Promise<number> {
  const [free] = await tx.query<{ number: number }>(room);
  if (!free) throw new Problem(TooManyCalendars);
  return free.number;
}
