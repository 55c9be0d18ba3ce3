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

  it('lets no administrator add anybody to an individual-level group alone, the owner authority\'s neither', async () => {
    await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
    const adds = (by: string, whom: string) => changed(by, insert, [intervention, stableId('person', whom)]);

    await expect(adds('admin.kop', 'kurator.kop')).rejects.toThrow(/row-level security/);
    await expect(adds('admin.kop', 'admin.kop')).rejects.toThrow(/row-level security/);
    await expect(adds('fc-sa.kop', 'fc-sa.kop')).rejects.toThrow(/row-level security/);
    await expect(adds('fc-sa.kop', 'kurator.kop')).rejects.toThrow(/row-level security/);
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

  it.each(["update memberships set role = 'chair'", "update groups set purpose = ''", 'delete from memberships', "update people set home_id = 'somebody-else'", 'update newest_place set at = 0', 'select * from newest_place', 'select * from outbox'])(
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

  describe('of what rests between two organisations', () => {
    const rows = async (username: string, table: string): Promise<number> => (await as(username, (tx) => tx.query(`select from ${table}`))).length;
    beforeAll(async () => {
      await county.see("insert into agreements select gen_random_uuid(), 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), (array_agg(id))[1], now(), now() + interval '1 year' from organisations where code in ('KOP', 'POL')");
      await county.see(`insert into nominations (id, version, group_id, person_id, role, home_organisation_id, owner_organisation_id, required_level, begun_by, owner_key_by, state, created_at, expires_at)
        select gen_random_uuid(), 1, $1, p.id, 'member', p.organisation_id, o.id, 2, 'owner', gen_random_uuid(), 'pending', now(), now() + interval '1 day' from people p, organisations o where p.home_id = 'lpo.vm' and o.code = 'KOP'`, [youth]);
      await county.see("insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, details) select 'person', gen_random_uuid()::text, id, 2, 'membership.end', '{}' from organisations where code in ('KOP', 'POL')");
    });

    it.each(['agreements', 'nominations', "audit where action = 'membership.end'"])('shows %s to the two administrators, and to no third, no member and not to the hub\'s', async (table) => {
      for (const one of ['admin.kop', 'admin.pol']) expect([one, await rows(one, table)]).toEqual([one, 1]);
      for (const other of ['admin.arb', 'brasam.kop', 'lpo.vm', 'admin.hub']) expect([other, await rows(other, table)]).toEqual([other, 0]);
    });

    it.each(['groups', 'memberships'])('shows no %s to the hub\'s administrator', async (table) => {
      expect(await rows('admin.hub', table)).toBe(0);
    });

    it.each(["update agreements set accepted = parties", 'delete from agreements', "update audit set details = '{}'", 'delete from audit'])('refuses an administrator: %s', async (statement) => {
      await expect(as('admin.kop', (tx) => tx.query(statement))).rejects.toThrow(/permission denied/);
    });
  });
});
