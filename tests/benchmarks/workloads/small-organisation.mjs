import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { load, request } from '../load.mjs';
import { calling } from './meetings.mjs';

// Meetings of twenty groups that nobody in the benchmark belongs to.
const others = `
  with made as (
    insert into meetings.meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
    select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((n % 20)::text, 12, '0'))::uuid, 'GENERAL', gen_random_uuid(), gen_random_uuid(), now() + n * interval '90 seconds', now() + n * interval '90 seconds' + interval '1 hour',
      'Europe/Stockholm', '', '', 'called', 0, 1, 1 from generate_series(1, $1) n returning id, group_id, starts_at),
  reached as (insert into meetings.meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at) select group_id, id, 'content', 'group', now(), starts_at from made),
  told as (insert into meetings.meeting_contents select id, 'Möte', '', null, 1 from made)
  insert into meetings.participants (id, meeting_id, person_id, organisation_id, via) select gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), 'group' from made, generate_series(1, 3)`;

const explain = ["session_preload_libraries = 'auto_explain'", 'auto_explain.log_min_duration = 0', 'auto_explain.log_analyze = on', 'auto_explain.log_buffers = on', "auto_explain.log_format = 'json'"];

/** The service's next connections write the plans of what they ask, as they were run, into PostgreSQL's log. */
async function explaining(admin, on) {
  for (const setting of explain) await admin.query(`alter role meetings_api ${on ? `set ${setting}` : `reset ${setting.split(' ')[0]}`}`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'meetings_api'");
  await delay(500);
}

/** The plans of the list in the log: how many buffers each touched, and how long it ran in milliseconds. */
function plansIn(log) {
  const plans = log.split(/\n\d{4}-\d\d-\d\d /).filter((entry) => entry.includes('plan:') && entry.includes('with listed as')).map((entry) => JSON.parse(entry.slice(entry.indexOf('{'), entry.lastIndexOf('}') + 1)));
  return plans.map(({ Plan: plan }) => ({ buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], milliseconds: plan['Actual Total Time'] }));
}

/** An organisation with three meetings among very many of others: the buffers that its list touches, by EXPLAIN (ANALYZE, BUFFERS) of what the service itself asks. */
export async function smallOrganisation(hub, { origin, token, groupId }, meetings) {
  await hub.admin.query(others, [meetings]);
  await hub.admin.query('analyze');
  await load(origin, { connections: 1, count: 3, seconds: 10, status: 201, next: () => calling({ origin, token, groupId }) });
  await explaining(hub.admin, true);
  const bytes = request(`${origin}/api/meetings?limit=50`, { headers: { authorization: `Bearer ${token}` } });
  await load(origin, { connections: 1, count: 12, seconds: 10, status: 200, next: () => bytes });
  const { rows: [{ folder }] } = await hub.admin.query("select current_setting('data_directory') as folder");
  const plans = plansIn(readFileSync(join(dirname(folder), 'postgres.log'), 'utf8'));
  await explaining(hub.admin, false);
  if (plans.length === 0) throw new Error('the log has no plan of the list');
  return { meetings, plans: plans.length, buffers: Math.max(...plans.map((p) => p.buffers)), milliseconds: Math.min(...plans.map((p) => p.milliseconds)) };
}
