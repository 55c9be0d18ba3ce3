import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, Db, ActorTx } from '@knutpunkt/persistence';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
let db: Db;
beforeAll(async () => {
  county = await Vastmanland.start();
  db = await county.hub.db('directory');
}, 90_000);
afterAll(() => county.stop(), 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const insert = "insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, 1, $1, $2, 'member', now())";

function callerOf(username: string, assuranceLevel: number): Caller {
  const { organisationAlias: organisation } = county.as(username);
  return { kind: 'person', identityProvider: organisation, homeId: username, organisation, assuranceLevel, client: 'test', session: 'test' };
}

/** SQL as the service's api role, past every handler: what the database itself lets through. */
function as<T>(username: string, work: (tx: ActorTx) => Promise<T>, level = 3): Promise<T> {
  return db.as(callerOf(username, level), work);
}

const changed = (username: string, sql: string, params: unknown[]): Promise<number> => as(username, async (tx) => (await tx.query(`${sql} returning id`, params)).length);

describe('the database itself', () => {
  it.each([
    ['somebody into a group that is not his', 'kurator.kop', 'kurator.kop'],
    ['a member somebody else', 'rektor.kop', 'kurator.kop'],
    ['another organisation\'s administrator anybody', 'admin.pol', 'kpol.nv'],
    ['the owner\'s administrator another organisation\'s person', 'admin.kop', 'kpol.nv'],
    ['the owner\'s administrator himself', 'admin.kop', 'admin.kop'],
    ['the hub\'s administrator anybody', 'admin.hub', 'admin.hub'],
  ])('does not let %s', async (_, by, person) => {
    await expect(as(by, (tx) => tx.query(insert, [youth, stableId('person', person)]))).rejects.toThrow(/row-level security/);
  });

  it('lets the owner\'s administrator add a colleague', async () => {
    expect(await changed('admin.kop', insert, [youth, stableId('person', 'kurator.kop')])).toBe(1);
  });

  it('lets into an individual-level group only those whom the owner authority\'s administrator adds, and not this one', async () => {
    await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
    const adds = (by: string, whom: string) => changed(by, insert, [intervention, stableId('person', whom)]);

    await expect(adds('admin.kop', 'kurator.kop')).rejects.toThrow(/row-level security/);
    await expect(adds('admin.kop', 'admin.kop')).rejects.toThrow(/row-level security/);
    await expect(adds('fc-sa.kop', 'fc-sa.kop')).rejects.toThrow(/row-level security/);
    expect(await adds('fc-sa.kop', 'kurator.kop')).toBe(1);
  });

  it('lets an administrator end memberships of others, and neither open nor prolong any', async () => {
    await county.see("update people set roles = '{administrator}' where home_id = 'falt.kop'");
    const change = (validTo: string, whom: string) => changed('falt.kop', `update memberships set valid_to = ${validTo} where id = $1`, [stableId('membership', `UNGGRUPPEN-KOP:${whom}`)]);

    expect(await change('now()', 'falt.kop')).toBe(0);
    expect(await change('now()', 'fritid.kop')).toBe(1);
    await expect(change('null', 'fritid.kop')).rejects.toThrow(/row-level security/);
    await expect(change("now() + interval '1 day'", 'fritid.kop')).rejects.toThrow(/row-level security/);
  });

  it('does not let anybody but an administrator concerned end a membership', async () => {
    const end = (by: string) => changed(by, 'update memberships set valid_to = now() where id = $1', [stableId('membership', 'UNGGRUPPEN-KOP:kpol.vm')]);

    expect(await end('rektor.kop')).toBe(0);
    expect(await end('admin.arb')).toBe(0);
    expect(await end('admin.pol')).toBe(1);
  });

  it.each(["update memberships set role = 'chair'", "update groups set purpose = ''", 'delete from memberships', "update people set roles = '{administrator}'", 'update newest_place set at = 0', 'select * from newest_place', 'select * from outbox'])(
    'refuses an administrator: %s', async (sql) => {
      await expect(as('admin.kop', (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    });

  it('shows an administrator no individual-level group below its level, nor where no level is said', async () => {
    const individual = "select name from groups where level = 'INDIVIDUAL'";

    expect(await as('admin.kop', (tx) => tx.query(individual), 2)).toEqual([]);
    expect(await as('admin.kop', async (tx) => {
      await tx.query("select set_config('knutpunkt.my_level', '', true)");
      return tx.query(individual);
    })).toEqual([]);
    expect(await as('admin.kop', (tx) => tx.query(individual), 3)).toHaveLength(1);
  });

  it('never lets a group change its level, not even by the worker', async () => {
    await expect(db.work('test', (tx) => tx.query("update groups set level = 'GENERAL' where level = 'INDIVIDUAL'"))).rejects.toThrow(/level never changes/);
  });
});
