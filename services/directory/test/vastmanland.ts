import { fileURLToPath } from 'node:url';
import { TestHub, type Bearer } from '@knutpunkt/testing';
import type { Envelope } from '@knutpunkt/contracts';
import { demoAccounts, directory, openDirectory, type DemoAccount, type OpenDirectory } from '../src/index.js';

export const demo = fileURLToPath(new URL('../../../infra/demo/vastmanland', import.meta.url));

/** The directory alone, with the Västmanland demo in it. */
export class Vastmanland {
  private constructor(readonly hub: TestHub, readonly operator: OpenDirectory, private readonly accounts: ReadonlyMap<string, DemoAccount>) {}

  static async start(): Promise<Vastmanland> {
    const hub = await TestHub.start([directory]);
    const operator = await openDirectory(hub.configOf('directory'));
    await operator.import(demo);
    return new Vastmanland(hub, operator, new Map((await demoAccounts(demo)).map((account) => [account.username, account])));
  }

  /** A demo account at the level of its login, or at another. */
  as(username: string, assuranceLevel?: 2 | 3): Bearer {
    const { organisation, acr } = this.accounts.get(username)!;
    return { homeId: username, organisationAlias: organisation.alias, organisationId: organisation.id, assuranceLevel: assuranceLevel ?? (Number(acr.slice(3)) as 2 | 3) };
  }

  see<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return this.hub.asAdmin<R>('directory', sql, params);
  }

  /** What has been put into the outbox, in order. */
  async told(again = false): Promise<Envelope[]> {
    return (await this.see<{ envelope: Envelope }>('select envelope from outbox where again = $1 order by seq', [again])).map(({ envelope }) => envelope);
  }

  async stop(): Promise<void> {
    await this.operator.close();
    await this.hub.stop();
  }
}
