import { Controller, Inject } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddCalendarFile, CalendarsNotFetched, ConnectCalendar, DisconnectCalendar, NotACalendar, OwnCalendars, Problem, TooManyCalendars, type ConnectedCalendars } from '@knutpunkt/contracts';
import { Db, audit, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, Seal, once, type Call } from '@knutpunkt/service-kit';
import { calendarAddress } from './address.js';
import { keptOf, ownCalendars } from './calendar-rows.js';
import type { CalendarSettings } from './calendar-settings.js';
import { readInThread } from './reader.js';
import { CalendarRefresher, calendarsToken } from './refresher.js';

const room = 'select n as number from generate_series(1, 5) n where not exists (select from calendars c where c.person_id = me() and c.number = n) order by n limit 1';
const byAddress = "insert into calendars (id, person_id, number, kind, host, address, added_at, next_at) values ($1, me(), $2, 'address', $3, $4, now(), now())";
const byFile = "insert into calendars (id, person_id, number, kind, added_at, read_at, busy, tentative, covers, skipped) values ($1, me(), $2, 'file', now(), now(), $3, $4, $5, $6)";

/** Everybody connects the own calendars, and nobody another's. The log says that one was connected, and not where it is. */
@Controller()
export class KeepCalendarsHandler {
  constructor(private readonly db: Db, @Inject(calendarsToken) private readonly settings: CalendarSettings | null, private readonly refresher: CalendarRefresher) {}

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

  /** It is read before anything is locked, and in a thread. */
  @Handles(AddCalendarFile)
  async file(call: Call<typeof AddCalendarFile>): Promise<ConnectedCalendars> {
    const read = await readInThread(Buffer.from(call.input.file, 'base64').toString('utf8'), call.now);
    if (!read) throw Problem.at(NotACalendar, '/file', 'The file is not a calendar, or nothing of it can be read.');
    return this.add(call, 'calendar.file-added', (tx, id, number) => tx.query(byFile, [id, number, ...keptOf(read)]));
  }

  @Handles(DisconnectCalendar)
  disconnect({ caller, input }: Call<typeof DisconnectCalendar>): Promise<ConnectedCalendars> {
    return this.db.as(caller, async (tx) => {
      const gone = await tx.query('delete from calendars where person_id = me() and number = $1 returning number', [input.number]);
      if (gone.length > 0) await audit(tx, { action: 'calendar.disconnected', objectId: tx.actor.personId });
      return this.seen(tx);
    });
  }

  private seen(tx: Tx): Promise<ConnectedCalendars> {
    return ownCalendars(tx, this.settings !== null);
  }

  private add(call: Call<typeof ConnectCalendar> | Call<typeof AddCalendarFile>, action: string, write: (tx: ActorTx, id: string, number: number) => Promise<unknown>): Promise<ConnectedCalendars> {
    const id = v7();
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, id)) return this.seen(tx);
      await tx.query("select pg_advisory_xact_lock(hashtextextended('availability ' || me(), 0))");
      const [free] = await tx.query<{ number: number }>(room);
      if (!free) throw new Problem(TooManyCalendars);
      await write(tx, id, free.number);
      await audit(tx, { action, objectId: tx.actor.personId });
      return this.seen(tx);
    });
  }
}
