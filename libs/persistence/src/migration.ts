import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** One step of a service's schema. The statements run as the service's owner, in its own schema, in one transaction. */
export interface Migration {
  /** `<epoch-ms>-<verb>-<object>` */
  readonly name: string;
  readonly up: (service: string) => readonly string[];
}

/** TypeORM takes the order from thirteen digits at the end of a class's name. */
function classOf(migration: Migration, service: string): new () => MigrationInterface {
  const [stamp, ...words] = migration.name.split('-');
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('') + stamp;
  return { [name]: class implements MigrationInterface {
    name = name;
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of migration.up(service)) await runner.query(statement);
    }
    async down(): Promise<void> {
      throw new Error(`${name} cannot be undone: write a migration that follows it`);
    }
  } }[name]!;
}

/** Brings a service's schema up to date; safe to call by several at once and again. Gives the names of what ran. */
export async function migrate(ownerUrl: string, service: string, migrations: readonly Migration[]): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, schema: service, poolSize: 2, migrationsTransactionMode: 'each', migrations: migrations.map((m) => classOf(m, service)) });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock(hashtext($1))', [`migrate ${service}`]);
    const ran = await source.runMigrations();
    await guardBookkeeping(source, service);
    return ran.map((m) => m.name);
  } finally {
    await lock.query('select pg_advisory_unlock_all()');
    await lock.release();
    await source.destroy();
  }
}

const guardBookkeeping = (source: DataSource, service: string): Promise<unknown> =>
  source.query(`do $$ begin
    alter table ${service}.migrations enable row level security;
    alter table ${service}.migrations force row level security;
    if not exists (select from pg_policies where schemaname = '${service}' and tablename = 'migrations') then
      create policy owner on ${service}.migrations to ${service}_owner using (true) with check (true);
    end if;
  end $$`);
