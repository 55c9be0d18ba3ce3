import type { ServiceName } from '@knutpunkt/contracts';
import type { TestHub } from '@knutpunkt/testing';

/** A row-level policy, as `service.table` and its name, and what it is to say instead. */
interface Opened {
  readonly table: string;
  readonly policy: string;
  readonly using: string;
}

/** Runs `work` while a policy says something else; afterwards it says what it said. */
export async function withPolicy(hub: TestHub, { table, policy, using }: Opened, work: () => Promise<void>): Promise<void> {
  const [service, name] = table.split('.') as [ServiceName, string];
  const [before] = await hub.asAdmin<{ qual: string }>(service, 'select qual from pg_policies where schemaname = $1 and tablename = $2 and policyname = $3', [service, name, policy]);
  await hub.asAdmin(service, `alter policy ${policy} on ${name} using (${using})`);
  try {
    await work();
  } finally {
    await hub.asAdmin(service, `alter policy ${policy} on ${name} using (${before!.qual})`);
  }
}
