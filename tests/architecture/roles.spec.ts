import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleNames } from '@knutpunkt/persistence';
import { AllSchemas } from './database.js';
import { pairs, serviceNames } from './services.js';

let all: AllSchemas;
beforeAll(async () => { all = await AllSchemas.make(); }, 120_000);
afterAll(() => all?.stop());

/** Functions that see more than who calls them. Each is here because somebody has read it. */
const lookPast = [
  ...serviceNames.map((service) => `${service}.enter`),
  'directory.groups_i_administer', 'directory.groups_of_my_people', 'directory.next_place', 'directory.enter_as_client',
  'directory.establish_group', 'directory.rename_group', 'directory.change_group', 'directory.sit_in', 'directory.agree_on_seat', 'directory.nominate', 'directory.confirm_nomination', 'directory.close_nomination', 'directory.register_agreement', 'directory.accept_agreement', 'directory.end_agreement', 'directory.rest_on', 'directory.open_review', 'directory.attest_seat', 'directory.agreements_i_rest_on', 'directory.keep_authority', 'directory.end_authority', 'directory.keep_unit', 'directory.end_unit', 'directory.keep_function', 'directory.remove_function', 'directory.give_function', 'directory.take_function', 'directory.add_organisation', 'directory.change_organisation', 'directory.confirm_administrator', 'directory.hub_log',
  'meetings.share_meeting', 'meetings.unshare_meeting', 'meetings.audiences_of', 'meetings.keep_sort_key', 'meetings.taking_part', 'meetings.partner_rights', 'meetings.seats_last_used', 'meetings.readings_of',
  'meetings.share_poll', 'meetings.busy_times', 'meetings.ask_guests_again', 'meetings.keep_room', 'meetings.room_times', 'meetings.note_room',
  'meetings.leads_meeting', 'meetings.participants_of', 'agendas.share_item', 'agendas.give_reason', 'agendas.readers_of', 'agendas.leaders_of', 'agendas.audiences_of_agenda', 'agendas.audiences_of_item', 'agendas.named_in_item', 'agendas.share_action', 'agendas.can_own', 'agendas.readings_of',
  'notifications.tell_myself', 'notifications.unreached_of',
  'referrals.open_sender_side', 'referrals.add_receiver_side', 'referrals.end_sight', 'referrals.touch_sides', 'referrals.audiences_of', 'referrals.unanswered_count', 'referrals.keep_ball', 'referrals.link_item', 'referrals.partner_rights',
];

const ofServices = "split_part(r.rolname, '_', 1) = any($1) and position('_' in r.rolname) > 0";
const refused = '42501';

describe('a function that sees more than its caller', () => {
  const definers = "from pg_proc p where p.prosecdef and p.pronamespace::regnamespace::text !~ '^(pg_|information_schema)'";

  it('is on the list of those that were read', async () => {
    expect(await all.list(`select p.pronamespace::regnamespace || '.' || p.proname ${definers}`)).toEqual([...lookPast].sort());
  });

  it('belongs to the role that cannot log in, and looks up names in its own schema only', async () => {
    const careless = `select p.oid::regprocedure::text ${definers} and (p.proowner::regrole::text <> p.pronamespace::regnamespace || '_definer'
      or coalesce(p.proconfig, '{}') <> array['search_path=' || p.pronamespace::regnamespace || ', pg_temp'])`;

    expect(await all.list(careless)).toEqual([]);
  });

  it('is called by the service\'s api and worker only', async () => {
    const open = `select p.oid::regprocedure || ' by ' || coalesce(nullif(g.grantee, 0)::regrole::text, 'everybody') from pg_proc p
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where p.prosecdef and p.pronamespace::regnamespace::text = any($1) and g.grantee <> p.proowner
      and coalesce(nullif(g.grantee, 0)::regrole::text, '') <> all(array[p.pronamespace::regnamespace || '_api', p.pronamespace::regnamespace || '_worker'])`;

    expect(await all.list(open)).toEqual([]);
  });
});

describe('the roles', () => {
  it('are five for each service, of which the definer cannot log in', async () => {
    const roles = await all.list(`select r.rolname || ' ' || r.rolcanlogin from pg_roles r where ${ofServices}`);

    expect(roles).toEqual(serviceNames.flatMap((service) => [...roleNames.map((role) => `${service}_${role} true`), `${service}_definer false`]).sort());
  });

  it('are above nothing: neither row-level security nor other roles', async () => {
    expect(await all.list(`select r.rolname from pg_roles r where ${ofServices} and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)`)).toEqual([]);
  });

  it('belong to no other role, but owners to their definer', async () => {
    const memberships = await all.list(`select r.rolname || ' in ' || m.roleid::regrole from pg_auth_members m join pg_roles r on r.oid = m.member where ${ofServices}`);

    expect(memberships).toEqual(serviceNames.map((service) => `${service}_owner in ${service}_definer`).sort());
  });

  it('own nothing, but the owner and the definer', async () => {
    const owning = `select r.rolname || ' owns ' || o.what from pg_roles r join (select relowner as owner, oid::regclass::text as what from pg_class union all select proowner, oid::regprocedure::text from pg_proc
      union all select nspowner, nspname::text from pg_namespace) o on o.owner = r.oid where ${ofServices} and r.rolname !~ '_(owner|definer)$'`;

    expect(await all.list(owning)).toEqual([]);
  });

  it('make nothing and empty nothing while a service runs', async () => {
    const powers = `select r.rolname || ': ' || p.power from pg_roles r
      cross join lateral (
        select 'create in ' || n.nspname as power from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege(r.oid, n.oid, 'CREATE')
        union all select 'create in the database' where has_database_privilege(r.oid, current_database(), 'CREATE')
        union all select 'temporary tables' where has_database_privilege(r.oid, current_database(), 'TEMP')
        union all select 'truncate ' || c.oid::regclass from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text = any($1) and has_table_privilege(r.oid, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')) p
      where ${ofServices} and r.rolname ~ '_(api|worker|relay)$'`;

    expect(await all.list(powers)).toEqual([]);
  });

  it.each(serviceNames)('of %s cannot become its definer or owner', async (service) => {
    for (const role of ['api', 'worker', 'relay'] as const) {
      expect(await all.attempt(service, role, `set role ${service}_definer`)).toBe(refused);
      expect(await all.attempt(service, role, `set role ${service}_owner`)).toBe(refused);
    }
  });
});

describe('a service with another\'s database', () => {
  it('has no privilege on anything there', async () => {
    const trespassing = `select r.rolname || ' in ' || n.nspname from pg_roles r cross join pg_namespace n
      where ${ofServices} and n.nspname = any($1) and n.nspname <> split_part(r.rolname, '_', 1) and has_schema_privilege(r.oid, n.oid, 'USAGE, CREATE')`;

    expect(await all.list(trespassing)).toEqual([]);
  });

  it.each(pairs)('%s is refused %s\'s', async (service, other) => {
    for (const role of roleNames) {
      expect(await all.attempt(service, role, `select from ${other}.audit`)).toBe(refused);
      expect(await all.attempt(service, role, `insert into ${other}.outbox (envelope) values ('{}')`)).toBe(refused);
    }
    expect(await all.attempt(service, 'api', `select ${other}.enter('{}')`)).toBe(refused);
    expect(await all.attempt(service, 'owner', `set role ${other}_owner`)).toBe(refused);
  });
});

describe('the audit log', () => {
  it.each(serviceNames)('of %s is only added to, by anybody', async (service) => {
    for (const role of ['api', 'worker', 'relay'] as const) {
      expect(await all.attempt(service, role, 'update audit set action = action')).toBe(refused);
      expect(await all.attempt(service, role, 'delete from audit')).toBe(refused);
    }
    expect(await all.attempt(service, 'owner', 'truncate audit')).toBe('P0001');
  });
});
