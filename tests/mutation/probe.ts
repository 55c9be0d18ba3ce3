import { Client } from 'pg';
import { everybody, type Who } from '../leaks/histories/county.js';
import { fits, uses, type Role } from './elsewhere.js';
import type { Call } from './calls.js';
import { freshOf } from './fresh.js';
import { freshOfMachine, machineOf, nameOf, rulesOfMachine, unitElsewhere, type Acting, type Machine } from './machine.js';
import type { MutationScene } from './scene.js';
import { rulesOf, type Row, type Rules, type Use } from './sight.js';
import { tries } from './tries.js';

/** One role's one use of one table; for the api, in the name of each person. */
export interface Cell { readonly service: string; readonly table: string; readonly role: Role; readonly use: Use }
/** A row that may be changed, one that may not, and all of them where some may only be locked. */
interface Its { readonly foreign: Row | undefined; readonly own: Row | undefined; readonly oneByOne: readonly Row[] }
interface Column { readonly name: string; readonly changeable: boolean }

/** Asks SQL under row-level security what each role may do with each row, in transactions that are rolled back, and compares it with what the model says. */
export class SqlProbe {
  private readonly tables = new Map<string, Row[]>();
  private readonly columns = new Map<string, Column[]>();
  private readonly rules = new Map<Acting, (service: string, table: string) => Rules>();
  private readonly machine: Machine;

  private constructor(private readonly scene: MutationScene, readonly client: Client) {
    this.machine = machineOf(scene.session.county.bearer('anna').organisationAlias);
  }

  static async over(scene: MutationScene): Promise<SqlProbe> {
    const client = new Client({ connectionString: scene.leaks.hub.adminUrl });
    await client.connect();
    return new SqlProbe(scene, client);
  }

  private async read(): Promise<void> {
    const all = await this.client.query<{ s: string; t: string }>("select schemaname s, tablename t from pg_tables where schemaname = any($1)", [services]);
    for (const { s, t } of all.rows) {
      this.tables.set(`${s}.${t}`, (await this.client.query<{ row: Row }>(`select to_jsonb(t) as row from ${s}.${t} t order by t::text`)).rows.map(({ row }) => row));
      const columns = await this.client.query<Column>(
        `select a.attname as name, not exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey) and a.attname <> 'secret_hash') and a.attidentity = '' and a.atttypid <> 'jsonb'::regtype as changeable
           from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`, [`${s}.${t}`]);
      this.columns.set(`${s}.${t}`, columns.rows);
    }
    const { world, session } = this.scene;
    const naming = { name: (id: string) => session.name(id), id: (label: string) => session.id(label), ids: [...session.ids.values()] };
    for (const who of everybody) this.rules.set(who, rulesOf(world, who, naming, (table) => this.tables.get(table)!));
    const provisioning = rulesOfMachine(this.machine, (table) => this.tables.get(table)!);
    this.rules.set(this.machine, (_, table) => provisioning(table));
  }

  /** What does not agree with the model, in words; none where all of it does. Asked within a transaction, which may have changed a policy; `enough` ends it at the first. */
  async differences(cell: Cell, enough = false): Promise<string[]> {
    const found: string[] = [];
    for (const who of this.acting(cell)) {
      const one = await this.difference(cell, who);
      if (one) found.push(one);
      if (one && enough) break;
    }
    return found;
  }

  /** Each use of each table by each role that acts while a service runs; owners only note which migrations they have run. */
  cells(): Cell[] {
    return [...this.tables.keys()].flatMap((name) => roles.filter((role) => role !== 'owner' || name.endsWith('.migrations')).flatMap((role) => (['s', 'i', 'u', 'd'] as const).map((use): Cell => ({ service: name.split('.')[0]!, table: name.split('.')[1]!, role, use }))));
  }

  /** The tables of which nothing can be asked. */
  empty(): string[] {
    return [...this.tables].filter(([, rows]) => rows.length === 0).map(([name]) => name);
  }

  /** A transaction in which policies may be changed and cells asked; nothing of it stays. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    await this.client.query('begin');
    try {
      await this.client.query(tries + services.map((service) => `update ${service}.outbox set published_at = null, stream_seq = null where seq = (select max(seq) from ${service}.outbox);`).join(''));
      await this.read();
      return await work();
    } finally {
      await this.client.query('rollback');
    }
  }

  /** The directory alone lets machines in. */
  private acting(cell: Cell): readonly (Acting | null)[] {
    if (!named(cell)) return [null];
    return cell.service === 'directory' && cell.role === 'api' ? [...everybody, this.machine] : everybody;
  }

  private async difference(cell: Cell, who: Acting | null): Promise<string | null> {
    const rows = this.candidates(cell);
    const rule = this.rule(cell, who);
    const foreign = rule && cell.use === 'u' ? rows.find((row) => !rule(row)) : undefined;
    const lockable = rule && cell.role === 'api' && cell.use === 'u' ? this.rules.get(who!)!(cell.service, cell.table).locked : undefined;
    const said = !rule ? 'refused' : cell.use === 'i' ? rows.map((row) => Number(rule(row))).join('') : lockable ? lockedOrChanged(rows, { lockable, rule }) : countOf(cell, rows, rule);
    const done = await this.inName(cell, who, () => this.use(cell, rows, { foreign, own: rule ? rows.find(rule) : undefined, oneByOne: lockable ? rows : [] }));
    return said === done ? null : `${nameOf(who ?? cell.role)} ${words[cell.use]} ${cell.service}.${cell.table}: ${done}, not ${said}`;
  }

  /** What a function tells or does that it must not, or does not that it should. */
  async called({ service, of, sql, may, before, level }: Call, enough = false): Promise<string[]> {
    const found: string[] = [];
    for (const who of everybody) {
      const done = await this.inName({ service, role: 'api' }, who, () => this.tried('probing.counted($1)', [sql]), { before, level });
      const does = done !== 'refused' && done !== '0';
      if (does !== may(who)) found.push(`${who} calls ${service}.${of}: ${done}`);
      if (enough && found.length) break;
    }
    return found;
  }

  private rule({ service, table, role, use }: Cell, who: Acting | null): ((row: Row) => boolean) | null {
    if (role === 'api') return this.rules.get(who!)!(service, table)[use] ?? null;
    if (!uses(role, service, table).includes(use)) return null;
    return who ? (row) => row['person_id'] === this.scene.session.id(who as Who) : (row) => fits(role, table, use, row);
  }

  /** Existing rows; to be added also as they would be new. */
  private candidates({ service, table, use }: Cell): Row[] {
    const rows = this.tables.get(`${service}.${table}`)!;
    if (use !== 'i') return rows;
    return [...rows.slice(0, 300), ...freshOfMachine(`${service}.${table}`, rows, this.tables.get('directory.organisations')!, this.machine), ...freshOf(`${service}.${table}`, rows, (who) => this.scene.session.id(who))];
  }

  private use(cell: Cell, rows: readonly Row[], its: Its): Promise<string> {
    const name = `${cell.service}.${cell.table}`;
    const list = this.columns.get(name)!.map((c) => c.name).join(', ');
    if (cell.use === 'i') return this.tried('probing.added($1, $2, $3)', [name, list, JSON.stringify(rows)]);
    if (cell.use === 'u') return this.updated(name, its);
    return this.tried('probing.counted($1)', [cell.use === 's' ? `select * from ${name}` : `delete from ${name}`]);
  }

  private async tried(call: string, params: unknown[]): Promise<string> {
    return (await this.client.query<{ done: string }>(`select ${call} as done`, params)).rows[0]!.done;
  }

  /** Without reading a column, so that no other policy answers; and whether what is one's own can be made another's, where every column may be changed. */
  private async updated(name: string, { foreign, own, oneByOne }: Its): Promise<string> {
    const columns = this.columns.get(name)!;
    const { rows: [column] } = await this.client.query<{ c: string; whole: boolean }>("select c, has_table_privilege(current_user, $1, 'update') as whole from unnest($2::text[]) c where has_column_privilege(current_user, $1, c, 'update') limit 1", [name, columns.filter((c) => c.changeable).map((c) => c.name)]);
    const first = own ?? this.tables.get(name)![0];
    if (!column || !first) return 'refused';
    const set = (what: string): Promise<string> => this.tried('probing.counted($1)', [`update ${name} set ${what}`]);
    // A membership that is changed is ended, who is asked for a time is so no more, and a function has another name.
    const setting = name === 'directory.memberships' ? 'valid_to = now()' : name === 'directory.functions' ? "name = 'Ny'" : name === 'meetings.poll_voters' ? 'removed_at = now()' : column.c === 'secret_hash' ? 'secret_hash = gen_random_uuid()::text' : `${column.c} = (jsonb_populate_record(null::${name}, ${literal(first)})).${column.c}`;
    const met = await set(setting);
    if (oneByOne.length) return `${met}, one by one ${await this.tried('probing.changed($1, $2, $3)', [name, setting, oneByOne.map((row) => row['id'])])}`;
    if (met === '0' || !foreign) return met;
    if (name === 'directory.memberships') return `${met}, elsewhere ${await set("valid_to = 'infinity'")}`;
    // A draft is not made one that is above the own level.
    if (name === 'directory.group_drafts') return `${met}, elsewhere ${await set('required_assurance_level = 4')}`;
    if (name === 'meetings.meeting_drafts') return `${met}, elsewhere ${await set("(group_id, group_level) = (gen_random_uuid(), 'GENERAL')")}`;
    if (name === 'directory.people' || name === 'directory.functions') return `${met}, elsewhere ${await set(`(authority_id, unit_id) = (${unitElsewhere})`)}`;
    const list = columns.map((c) => c.name).join(', ');
    return column.whole ? `${met}, elsewhere ${await set(`(${list}) = (select ${list} from jsonb_populate_record(null::${name}, ${literal(foreign)}))`)}` : met;
  }

  /** As the role, in somebody's name, with no triggers to run. */
  private async inName<T>({ service, role }: Pick<Cell, 'service' | 'role'>, who: Acting | null, work: () => Promise<T>, { before = '', level }: { before?: string | undefined; level?: number | undefined } = {}): Promise<T> {
    const { client } = this;
    await client.query('savepoint named');
    await client.query(`set local session_replication_role = replica; set local search_path = ${service}; ${before}; set local session authorization ${service}_${role === 'definer' ? 'api' : role}`);
    if (role === 'definer') await client.query(`reset session authorization; set local role ${service}_definer`);
    try {
      if (who) await client.query(...this.entering(who, level));
      return await work();
    } finally {
      await client.query('rollback to savepoint named');
    }
  }

  private entering(who: Acting, level: number | undefined): [string, string[]] {
    return typeof who === 'string' ? ['select enter($1)', [JSON.stringify({ ...this.callerOf(who), ...(level ? { assuranceLevel: level } : {}) })]] : ['select enter_as_client($1)', [JSON.stringify(who)]];
  }

  private callerOf(who: Who): object {
    const { homeId, organisationAlias, assuranceLevel } = this.scene.session.county.bearer(who);
    return { kind: 'person', identityProvider: organisationAlias, homeId, organisation: organisationAlias, assuranceLevel, client: 'knutpunkt-cli', session: 's' };
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** The functions write a person's live rows as that person. */
const named = ({ role, table }: Cell): boolean => role === 'api' || (role === 'definer' && table.startsWith('live_'));
/** Where every column may be changed, a row could be made another's; elsewhere the columns that say whose it is may not be changed. */
const fixed = ['meetings.meeting_guests', 'meetings.poll_guests', 'meetings.series', 'meetings.occurrences', 'meetings.polls', 'meetings.poll_votes', 'meetings.rooms', 'agendas.agendas', 'agendas.items', 'agendas.item_contents', 'meetings.meetings', 'meetings.meeting_contents', 'meetings.participants', 'notifications.notifications'];
const elsewhere = ({ service, table }: Cell): string => (fixed.includes(`${service}.${table}`) ? '' : ', elsewhere refused');
const countOf = (cell: Cell, rows: readonly Row[], rule: (row: Row) => boolean): string => {
  const met = rows.filter(rule).length;
  return met && met < rows.length && cell.use === 'u' ? `${met}${elsewhere(cell)}` : String(met);
};
/** Of all at once nothing is changed where one of them may only be locked. */
const lockedOrChanged = (rows: readonly Row[], { lockable, rule }: { lockable: (row: Row) => boolean; rule: (row: Row) => boolean }): string =>
  `${rows.some((row) => lockable(row) && !rule(row)) ? 'refused' : rows.filter(rule).length}, one by one ${rows.map((row) => (rule(row) ? '1' : lockable(row) ? 'x' : '0')).join('')}`;
const roles: readonly Role[] = ['api', 'worker', 'relay', 'definer', 'owner'];
const literal = (row: Row): string => `'${JSON.stringify(row).replaceAll("'", "''")}'`;

const words = { s: 'sees in', i: 'adds to', u: 'changes in', d: 'deletes in' };
export const services = ['directory', 'meetings', 'agendas', 'referrals', 'notifications', 'gateway'];
