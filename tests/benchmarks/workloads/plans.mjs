import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const explain = ["session_preload_libraries = 'auto_explain'", 'auto_explain.log_min_duration = 0', 'auto_explain.log_analyze = on', 'auto_explain.log_buffers = on', "auto_explain.log_format = 'json'"];

/** The service's next connections write the plans of what they ask, as they were run, into PostgreSQL's log. */
async function explaining(admin, service, on) {
  for (const setting of explain) await admin.query(`alter role ${service}_api ${on ? `set ${setting}` : `reset ${setting.split(' ')[0]}`}`);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [`${service}_api`]);
  await delay(500);
}

const entriesOf = (log) => log.split(/\n\d{4}-\d\d-\d\d /).filter((entry) => entry.includes('plan:'));

/** The plans that have these words in their statement: how many buffers each touched, and how long it ran in milliseconds. */
function plansIn(log, words) {
  const plans = entriesOf(log).filter((entry) => entry.includes(words)).map((entry) => JSON.parse(entry.slice(entry.indexOf('{'), entry.lastIndexOf('}') + 1)));
  return plans.map(({ Plan: plan }) => ({ buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], milliseconds: plan['Actual Total Time'] }));
}

/** What a statement of a service touches while `work` is done, by EXPLAIN (ANALYZE, BUFFERS) of what the service itself asks: the most buffers, and the least time in milliseconds. */
export async function touched(hub, { service, words }, work) {
  const { rows: [{ folder }] } = await hub.admin.query("select current_setting('data_directory') as folder");
  const file = join(dirname(folder), 'postgres.log');
  await explaining(hub.admin, service, true);
  const before = readFileSync(file).length;
  await work();
  const plans = plansIn(readFileSync(file).subarray(before).toString(), words);
  await explaining(hub.admin, service, false);
  if (plans.length === 0) throw new Error(`the log has no plan with "${words}"`);
  return { plans: plans.length, buffers: Math.max(...plans.map((p) => p.buffers)), milliseconds: Math.min(...plans.map((p) => p.milliseconds)) };
}
