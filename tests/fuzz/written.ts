import { Client } from 'pg';
import { eventually, type TestHub } from '@knutpunkt/testing';
import { services } from '../leaks/snapshot.js';

export interface Written { readonly role: string; readonly place: string; readonly op: string }

/** Each row that is committed, with the role that wrote it. */
const ledger = [
  'create schema if not exists fuzz', 'create table fuzz.written (seq bigint generated always as identity primary key, role text not null, place text not null, op text not null)',
  `create function fuzz.note() returns trigger language plpgsql security definer as $$
     begin insert into fuzz.written (role, place, op) values (session_user, tg_table_schema || '.' || tg_table_name, lower(tg_op)); return null; end $$`,
  `do $$ declare t record; begin
     for t in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any(array['${[...services, 'gateway'].join("','")}'])
     loop execute format('create trigger fuzz_note after insert or update or delete on %I.%I for each row execute function fuzz.note()', t.nspname, t.relname); end loop; end $$`,
  'grant usage on schema fuzz to public', 'grant select on fuzz.written to public',
];

/** Tells, of a hub whose every table is watched, what was committed and by whom: operations write as `<service>_api`, events and timers as `<service>_worker`. */
export class Ledger {
  private last = '0';

  private constructor(private readonly reader: Client) {}

  static async over(hub: TestHub): Promise<Ledger> {
    // The services work meanwhile, and lock tables in an order of their own.
    for (const statement of ledger) await eventually(() => hub.asAdmin('meetings', statement));
    const reader = new Client({ connectionString: hub.url('meetings', 'owner') });
    await reader.connect();
    return new Ledger(reader);
  }

  /** What operations have written since this was asked last. */
  async byOperations(): Promise<Written[]> {
    return (await this.since()).filter(({ role }) => role.endsWith('_api'));
  }

  /** Everything that was written since this was asked last. */
  async since(): Promise<Written[]> {
    const { rows } = await this.reader.query<Written & { seq: string }>({ name: 'since', text: 'select seq, role, place, op from fuzz.written where seq > $1 order by seq', values: [this.last] });
    this.last = rows.at(-1)?.seq ?? this.last;
    return rows.map(({ role, place, op }) => ({ role, place, op }));
  }

  close(): Promise<void> {
    return this.reader.end();
  }
}

/** As `meetings.audit insert ×2`. */
export function summed(written: readonly Written[]): string {
  const counts = new Map<string, number>();
  for (const { place, op } of written) counts.set(`${place} ${op}`, (counts.get(`${place} ${op}`) ?? 0) + 1);
  return [...counts].map(([what, times]) => `${what} ×${times}`).join(', ');
}
