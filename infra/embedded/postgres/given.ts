import { Client } from 'pg';

const OLDEST = 15;

const STATED = `
  select current_setting('server_version_num')::int / 10000 as major,
         (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may_create_roles,
         has_database_privilege(current_database(), 'CREATE') as may_create_schemas`;

/**
 * Checks a database that the operator has given: PostgreSQL 15 or newer, and an account with CREATEROLE and with CREATE on it.
 * @param url postgres://user:password@host/database
 * @throws naming each thing that is missing and how to give it; the password is never part of the text
 */
export async function checkGivenDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows: [found] } = await client.query<{ major: number; may_create_roles: boolean; may_create_schemas: boolean }>(STATED);
    const missing = [
      found!.major < OLDEST && `PostgreSQL ${OLDEST} or newer (this is ${found!.major})`,
      !found!.may_create_roles && 'CREATEROLE (ALTER ROLE … CREATEROLE)',
      !found!.may_create_schemas && 'CREATE on the database (GRANT CREATE ON DATABASE … TO …)',
    ].filter(Boolean);
    if (missing.length > 0) throw new Error(`DATABASE_URL: the account lacks ${missing.join(', and ')}`);
  } finally {
    await client.end();
  }
}
