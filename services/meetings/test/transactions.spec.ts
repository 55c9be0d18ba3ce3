import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { migrationsOf } from '@knutpunkt/service-kit';
import { migrate, type Caller, type Db } from '@knutpunkt/persistence';
import { meetings } from '../src/index.js';

let hub: TestHub;
let db: Db;
let eva: TestPerson;

const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });
const nameOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', (error: Problem & { code?: string }) => error.code ?? error.name);

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  const world = new World(hub, ['meetings']);
  eva = await world.person(await world.organisation('Köping'), 'Eva');
  await world.settled();
  db = await hub.db('meetings');
}, 60_000);
afterAll(() => hub.stop(), 20_000);

describe('a transaction for somebody', () => {
  it('knows who it is for, and nobody afterwards on the same connection', async () => {
    const who = () => db.as(callerOf(eva), async (tx) => (await tx.query<{ me: string; pid: number }>('select me(), pg_backend_pid() as pid'))[0]!);

    expect((await who()).me).toBe(eva.id);
    const [after] = await db.work('test', (tx) => tx.query<{ me: string | null }>('select me()'));
    expect(after?.me).toBeNull();
  });

  it('is refused to one whom the directory does not know, or knows at another organisation', async () => {
    expect(await nameOf(db.as({ ...callerOf(eva), homeId: 'nobody' }, async () => undefined))).toBe('no-access');
    expect(await nameOf(db.as({ ...callerOf(eva), identityProvider: 'another' }, async () => undefined))).toBe('no-access');
    expect(await nameOf(db.as({ ...callerOf(eva), organisation: 'another' }, async () => undefined))).toBe('no-access');
  });

  it('is undone whole when it fails, and rings no bell', async () => {
    let rung = false;
    const failing = db.as(callerOf(eva), async (tx) => {
      await tx.query("insert into audit (actor_kind, actor_id, action) values ('person', $1, 'test.undone')", [eva.id]);
      tx.afterCommit(() => { rung = true; });
      throw new Error('stop');
    });

    await expect(failing).rejects.toThrow('stop');
    expect(rung).toBe(false);
    expect(await hub.asAdmin('meetings', "select from audit where action = 'test.undone'")).toEqual([]);
  });

  it('asks nothing any more once it is over, whatever a failed sibling left running', async () => {
    let late: Promise<unknown> | undefined;
    const failing = db.as(callerOf(eva), async (tx) => {
      late = tx.query('select pg_sleep(0.2)').then(() => tx.query("insert into audit (actor_kind, actor_id, action) values ('person', $1, 'test.late')", [eva.id]));
      await Promise.all([late, Promise.reject(new Error('stop'))]);
    });

    await expect(failing).rejects.toThrow('stop');
    await expect(late).rejects.toThrow('the transaction is over');
    expect(await hub.asAdmin('meetings', "select from audit where action = 'test.late'")).toEqual([]);
  });

  it('cannot write the log in another\'s name, nor read or change it', async () => {
    const as = (sql: string) => nameOf(db.as(callerOf(eva), (tx) => tx.query(sql)));

    expect(await as("insert into audit (actor_kind, actor_id, action) values ('person', 'another', 'forged')")).toBe('42501');
    expect(await as('select * from audit')).toBe('42501');
    expect(await as('delete from audit')).toBe('42501');
  });
});

describe('the audit log', () => {
  it('is only added to, even by a superuser\'s slip', async () => {
    await db.as(callerOf(eva), (tx) => tx.query("insert into audit (actor_kind, actor_id, action) values ('person', $1, 'test.kept')", [eva.id]));

    await expect(hub.asAdmin('meetings', "update audit set action = 'changed'")).rejects.toThrow('only added to');
    await expect(hub.asAdmin('meetings', 'truncate audit')).rejects.toThrow('only added to');
  });
});

describe('the database going away', () => {
  it('is a 503 that asks to come back, and heals by itself', async () => {
    const gone = db.as(callerOf(eva), async (tx) => {
      const [{ pid }] = (await tx.query<{ pid: number }>('select pg_backend_pid() as pid')) as [{ pid: number }];
      await hub.asAdmin('meetings', 'select pg_terminate_backend($1)', [pid]);
      return tx.query('select 1');
    });

    await expect(gone).rejects.toMatchObject({ name: 'unavailable', body: { status: 503, retryAfter: 2 } });
    expect(await nameOf(db.as(callerOf(eva), (tx) => tx.query('select 1')))).toBe('allowed');
  });
});

describe('a table that a release changes under a service that runs', () => {
  it('is a 503 at most once for a connection, and is read by its new shape then', async () => {
    const read = () => db.work('test', (tx) => tx.query('select * from timers_of_a_trial'));
    await hub.asAdmin('meetings', 'create table timers_of_a_trial (one int)');
    await hub.asAdmin('meetings', 'grant select on timers_of_a_trial to meetings_worker');
    expect(await read()).toEqual([]);

    await hub.asAdmin('meetings', 'alter table timers_of_a_trial add column another int');

    expect(await nameOf(read())).toBe('unavailable');
    expect(await nameOf(read())).toBe('allowed');
    await hub.asAdmin('meetings', 'drop table timers_of_a_trial');
  });
});

describe('migrating again', () => {
  it('does nothing, also when two do it at once', async () => {
    const again = () => migrate(hub.url('meetings', 'owner'), 'meetings', migrationsOf(meetings));

    expect(await Promise.all([again(), again()])).toEqual([[], []]);
  });
});
