import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AllSchemas } from './database.js';
import { serviceNames } from './services.js';

let all: AllSchemas;
beforeAll(async () => { all = await AllSchemas.make(); }, 120_000);
afterAll(() => all?.stop());

const ours = "c.relnamespace in (select oid from pg_namespace where nspname = any($1)) and c.relkind in ('r', 'p')";

const unguarded = `select c.oid::regclass::text from pg_class c where ${ours}
  and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`;

describe('every table', () => {
  it('of every service is there to be looked at', async () => {
    expect(await all.list(`select distinct c.relnamespace::regnamespace::text from pg_class c where ${ours}`)).toEqual([...serviceNames].sort());
  });

  it('has forced row-level security and a policy', async () => {
    expect(await all.list(unguarded)).toEqual([]);
  });

  it.each([
    ['without row-level security', 'create table meetings.bare (id uuid)'],
    ['whose owner is not held to its policies', 'create table meetings.bare (id uuid); alter table meetings.bare enable row level security; create policy p on meetings.bare to meetings_api using (true)'],
    ['without a policy', 'create table meetings.bare (id uuid); alter table meetings.bare enable row level security; alter table meetings.bare force row level security'],
  ])('%s would be found', async (_, statement) => {
    await all.see(statement);
    try {
      expect(await all.list(unguarded)).toEqual(['meetings.bare']);
    } finally {
      await all.see('drop table meetings.bare');
    }
  });

  it('of groups and memberships reads whose they are once for a statement: an array that is read anew for each row costs more than the row', async () => {
    const forEachRow = `select schemaname || '.' || tablename || ': ' || policyname from pg_policies where schemaname = any($1) and tablename in ('groups', 'memberships')
      and cmd = 'SELECT' and roles = array[schemaname || '_api']::name[] and regexp_replace(qual, '\\( SELECT .*?\\)::uuid', '', 'g') ~ 'my_(audiences|shells)\\('`;

    expect(await all.list(forEachRow)).toEqual([]);
  });

  it('is in a service\'s schema, and owned by its owner', async () => {
    const elsewhere = `select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      and (c.relnamespace::regnamespace::text <> all($1) or c.relowner::regrole::text <> c.relnamespace::regnamespace::text || '_owner')`;

    expect(await all.list(elsewhere)).toEqual([]);
  });

  it('is granted to its own service\'s roles only, and never to everybody', async () => {
    const strangers = `select distinct c.oid::regclass || ' to ' || coalesce(nullif(g.grantee, 0)::regrole::text, 'everybody') from pg_class c
      left join pg_attribute a on a.attrelid = c.oid cross join lateral (select * from aclexplode(c.relacl) union all select * from aclexplode(a.attacl)) g
      where c.relnamespace in (select oid from pg_namespace where nspname = any($1)) and (g.grantee = 0 or g.grantee::regrole::text not like c.relnamespace::regnamespace::text || '\\_%')`;

    expect(await all.list(strangers)).toEqual([]);
  });

  it('has policies for named roles of its own service only', async () => {
    const forOthers = `select p.polrelid::regclass || ': ' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid where ${ours}
      and exists (select from unnest(p.polroles) r where r = 0 or r::regrole::text not like c.relnamespace::regnamespace::text || '\\_%')`;

    expect(await all.list(forOthers)).toEqual([]);
  });

  it('that a role may use has a policy for that use', async () => {
    const idle = `select distinct g.grantee::regrole || ' may ' || g.privilege_type || ' ' || c.oid::regclass from pg_class c
      left join pg_attribute a on a.attrelid = c.oid cross join lateral (select * from aclexplode(c.relacl) union all select * from aclexplode(a.attacl)) g
      where ${ours} and g.grantee <> c.relowner and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and not exists (
        select from pg_policy p where p.polrelid = c.oid and g.grantee = any(p.polroles)
          and p.polcmd::text in ('*', case g.privilege_type when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end))`;

    expect(await all.list(idle)).toEqual([]);
  });

  it('is shown by no view with its owner\'s eyes', async () => {
    const views = "select c.oid::regclass::text from pg_class c where c.relnamespace in (select oid from pg_namespace where nspname = any($1)) and c.relkind in ('v', 'm') and not coalesce(c.reloptions::text like '%security_invoker=true%', false)";

    expect(await all.list(views)).toEqual([]);
  });
});

describe('audience rows', () => {
  it('are written by no api role', async () => {
    const writers = `select g.grantee::regrole || ' may ' || g.privilege_type || ' ' || c.oid::regclass from pg_class c
      left join pg_attribute a on a.attrelid = c.oid cross join lateral (select * from aclexplode(c.relacl) union all select * from aclexplode(a.attacl)) g
      where ${ours} and c.relname like '%audiences' and g.grantee::regrole::text like '%\\_api' and g.privilege_type <> 'SELECT'`;

    expect(await all.list(writers)).toEqual([]);
    expect(await all.list(`select c.relname from pg_class c where ${ours} and c.relname like '%audiences'`)).toContain('meeting_audiences');
  });

  it.each([
    "insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at) values (gen_random_uuid(), gen_random_uuid(), 'content', 'person', now(), now())",
    "update meeting_audiences set level = 'content'", 'delete from meeting_audiences', 'truncate meeting_audiences',
  ])('refuse meetings\' api: %s', async (sql) => {
    expect(await all.attempt('meetings', 'api', sql)).toBe('42501');
  });
});
