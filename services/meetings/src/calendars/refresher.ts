import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { CalendarFault } from '@knutpunkt/contracts';
import { Loop, Outbox } from '@knutpunkt/messaging';
import { Db, type Tx } from '@knutpunkt/persistence';
import { Kit, Seal } from '@knutpunkt/service-kit';
import { keptOf } from './calendar-rows.js';
import type { CalendarSettings } from './calendar-settings.js';
import { fetchCalendar } from './fetch-calendar.js';
import type { ReadCalendar } from './read-calendar.js';
import { readInThread } from './reader.js';
import { tellFailing, tellReadAgain } from './tell-failing.js';

export const calendarsToken = Symbol('calendars');

interface Due { readonly id: string; readonly address: Buffer }

const consumer = 'calendars';
const rest = 5_000;
/** Whose fetcher died is tried again when its lease has run out: later each time, for it may be the calendar that ends it. Of who does not work here now, nothing is fetched. */
const claiming = `
  update calendars c set failures = c.failures + 1, next_at = now() + least(interval '6 hours', interval '2 minutes' * 2 ^ least(c.failures, 10)) from (
    select k.id from calendars k join people p on p.id = k.person_id and p.status = 'active' where k.next_at <= now() order by k.next_at limit 4 for update of k skip locked) due
  where c.id = due.id returning c.id, c.address`;
const keeping = "update calendars set read_at = now(), next_at = now() + interval '1 hour', failures = 0, fault = null, failing_since = null, busy = $2, tentative = $3, covers = $4, skipped = $5 where id = $1";
/** Later each time, at most six hours. What was read before stays. */
const failing = "update calendars set fault = $2, failing_since = coalesce(failing_since, now()), next_at = now() + least(interval '6 hours', interval '5 minutes' * 2 ^ least(greatest(failures - 1, 0), 10)) where id = $1";

/** Fetches calendars again and again: claimed in one transaction, fetched in none, kept in another. One that is disconnected meanwhile is not there to be kept. */
@Injectable()
export class CalendarRefresher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop | null;

  constructor(private readonly db: Db, private readonly kit: Kit, private readonly outbox: Outbox, @Inject(calendarsToken) settings: CalendarSettings | null) {
    this.loop = settings && new Loop('calendars', () => this.pass(settings), kit.log);
  }

  onApplicationBootstrap(): void {
    this.loop?.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** One has been connected. */
  ring(): void {
    this.loop?.ring();
  }

  private async pass(settings: CalendarSettings): Promise<number> {
    const due = await this.db.work(consumer, (tx) => tx.query<Due>(claiming));
    await Promise.all(due.map((one) => this.refresh(one, settings)));
    return due.length > 0 ? 0 : rest;
  }

  private async refresh(one: Due, settings: CalendarSettings): Promise<void> {
    const started = performance.now();
    const read = await readAt(one, settings);
    const failed = typeof read === 'string';
    this.kit.observed('calendar.fetch', failed ? 500 : 200, performance.now() - started);
    await this.db.work(consumer, (tx) => (failed ? this.fail(tx, one.id, read) : this.keep(tx, one.id, read)));
  }

  private async fail(tx: Tx, id: string, fault: CalendarFault): Promise<void> {
    await tx.query(failing, [id, fault]);
    await tellFailing(tx, this.outbox, id);
  }

  private async keep(tx: Tx, id: string, read: ReadCalendar): Promise<void> {
    await tellReadAgain(tx, this.outbox, id);
    await tx.query(keeping, [id, ...keptOf(read)]);
  }
}

async function readAt({ id, address }: Due, { key, reach }: CalendarSettings): Promise<ReadCalendar | CalendarFault> {
  const opened = new Seal(key).open<{ address: string }>(address, Buffer.from(id));
  if (!opened) return 'not-opened';
  const fetched = await fetchCalendar(new URL(opened.address), reach);
  if ('fault' in fetched) return fetched.fault;
  return (await readInThread(fetched.text, new Date())) ?? 'not-a-calendar';
}
