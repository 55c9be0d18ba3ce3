import { Client } from 'pg';
import { migrate, provision, roleUrl, type RoleName } from '@knutpunkt/persistence';
import { testDatabase, testPasswords, type TestDatabase } from '@knutpunkt/testing';
import { schemas, serviceNames } from './services.js';


/** Every service's schema in one database, as it is deployed. */
export class AllSchemas {
  private constructor(private readonly database: TestDatabase, private readonly admin: Client) {}

  static async make(): Promise<AllSchemas> {
    const database = await testDatabase();
    for (const { name, migrations } of schemas) {
      await provision(database.adminUrl, name, testPasswords);
      await migrate(roleUrl(database.adminUrl, name, 'owner', testPasswords), name, migrations);
    }
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    return new AllSchemas(database, admin);
  }

  /** As a superuser. `$1` is the list of the services. */
  async see<R extends object>(sql: string): Promise<R[]> {
    return (await this.admin.query<R>(sql, sql.includes('$1') ? [serviceNames] : [])).rows;
  }

  /** One column of what a superuser sees. */
  async list(sql: string): Promise<string[]> {
    return (await this.see<Record<string, string>>(sql)).map((row) => Object.values(row)[0]!).sort();
  }

  /** As one of a service's roles: null where it is allowed, else the SQLSTATE of the refusal. */
  async attempt(service: string, role: RoleName, sql: string): Promise<string | null> {
    const client = new Client({ connectionString: roleUrl(this.database.adminUrl, service, role, testPasswords) });
    await client.connect();
    try {
      await client.query(`begin; ${sql}; rollback`);
      return null;
    } catch (error) {
      return (error as { code?: string }).code ?? 'unknown';
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.database.drop();
  }
}
