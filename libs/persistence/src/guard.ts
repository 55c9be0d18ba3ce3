type Command = 'select' | 'insert' | 'update' | 'delete';

/** For each role, for each command it may use: the condition a row must meet. */
export type Guards = Partial<Record<'api' | 'worker' | 'relay' | 'definer' | 'owner', Partial<Record<Command, string>>>>;

/** Everything a role may do with every row. */
export const every: Partial<Record<Command, string>> = { select: 'true', insert: 'true', update: 'true', delete: 'true' };

const clause = (command: Command, condition: string): string =>
  command === 'insert' ? `with check (${condition})` : command === 'update' ? `using (${condition}) with check (${condition})` : `using (${condition})`;

/** The statements that put forced row-level security on a table, with grants and policies side by side: what is not named is refused. */
export function guard(service: string, table: string, guards: Guards): string[] {
  const rules = Object.entries(guards).flatMap(([role, commands]) =>
    Object.entries(commands).flatMap(([command, condition]) => [
      `grant ${command} on ${table} to ${service}_${role}`,
      `create policy ${role}_${command} on ${table} for ${command} to ${service}_${role} ${clause(command as Command, condition)}`,
    ]));
  return [`alter table ${table} enable row level security`, `alter table ${table} force row level security`, ...rules];
}

/** A SECURITY DEFINER function owned by the role that cannot log in, with its search path pinned; `roles` may call it. */
export function definerFunction(service: string, signature: string, body: string, roles: readonly ('api' | 'worker')[]): string[] {
  const name = signature.slice(0, signature.lastIndexOf(') returns') + 1);
  return [
    `set local role ${service}_definer`,
    `create function ${service}.${signature} security definer set search_path = ${service}, pg_temp as $definer$ ${body} $definer$`,
    `revoke all on function ${service}.${bare(name)} from public`,
    ...roles.map((role) => `grant execute on function ${service}.${bare(name)} to ${service}_${role}`),
    'reset role',
  ];
}

/** `f(a uuid, b jsonb)` → `f(uuid, jsonb)`. */
const bare = (name: string): string =>
  name.replace(/\((.*)\)$/s, (_, args: string) => `(${args.split(',').map((arg) => arg.trim().split(/\s+/).slice(1).join(' ')).join(', ')})`);
