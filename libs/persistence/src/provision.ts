import { Client } from 'pg';

export const roleNames = ['owner', 'api', 'worker', 'relay'] as const;
export type RoleName = (typeof roleNames)[number];
export type RolePasswords = Record<RoleName, string>;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes a service's roles and schema, as a role that may create roles and schemas. Safe to run again; passwords are set to the given ones.
 * `<service>_definer` cannot log in: it owns the few functions that must see more than their caller.
 */
export async function provision(adminUrl: string, service: string, passwords: RolePasswords): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await provisionOnce(adminUrl, statements(service, passwords));
    } catch (error) {
      // Roles belong to the whole cluster, and a lock to one database: two that provision at once may meet in the catalogue.
      if (attempt === 5 || !['XX000', '23505', '42710'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function provisionOnce(adminUrl: string, all: readonly string[]): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('begin');
    await admin.query("select pg_advisory_xact_lock(hashtext('provision'))");
    for (const statement of all) await admin.query(statement);
    await admin.query('commit');
  } finally {
    await admin.end();
  }
}

function statements(service: string, passwords: RolePasswords): string[] {
  const role = (name: string): string => `${service}_${name}`;
  const create = (name: string, how: string): string =>
    `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then create role ${name}; end if; end $$; alter role ${name} ${how}`;
  return [
    ...roleNames.map((name) => create(role(name), `login password ${literal(passwords[name])}`)),
    create(role('definer'), 'nologin'),
    `grant ${role('definer')} to ${role('owner')}`,
    `grant ${role('owner')} to current_user`,
    `create schema if not exists ${service} authorization ${role('owner')}`,
    `grant usage on schema ${service} to ${[...roleNames.slice(1), 'definer'].map(role).join(', ')}`,
    `grant create on schema ${service} to ${role('definer')}`,
    ...[...roleNames, 'definer'].map((name) => `alter role ${role(name)} set search_path = ${service}`),
    `do $$ begin execute format('revoke all on database %I from public', current_database()); execute format('grant connect on database %I to ${roleNames.map(role).join(', ')}', current_database()); end $$`,
  ];
}

/** The connection address of one of a service's roles, on the database that `adminUrl` names. */
export function roleUrl(adminUrl: string, service: string, role: RoleName, passwords: RolePasswords): string {
  const url = new URL(adminUrl);
  url.username = `${service}_${role}`;
  url.password = passwords[role];
  return url.href;
}
