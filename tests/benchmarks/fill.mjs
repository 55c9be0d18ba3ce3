import { agendasOf } from './fill/agendas.mjs';
import { directory } from './fill/directory.mjs';
import { meetingsOf } from './fill/meetings.mjs';
import { notificationsOf } from './fill/notifications.mjs';
import { requestsOf } from './fill/referrals.mjs';

const slice = 100_000;

/** Ids that follow from what they are of, their number and the seed, and that rise with the number as those of the services do with time. */
const helper = (seed) => `create or replace function pg_temp.made(kind int, n bigint) returns uuid language sql immutable parallel safe
  return (lpad(to_hex(kind), 8, '0') || lpad(to_hex(${seed}), 4, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid`;

const placeOf = ({ owner, members: [person], id }) => ({ organisation: owner.id, authority: owner.authorityId, unit: owner.unitId, person: person.id, group: id });

/** How much there is when it is full; `meetings` alone scales it down. `everybody` is the cast: its first group's organisation is the giant, its second group's has three meetings. */
export const planOf = (everybody, { meetings = 1_000_000, seed = 1 } = {}) => ({
  meetings, seed, organisations: 300, people: 20_000, requests: (meetings * 3) / 10, giant: placeOf(everybody.groups[0]), small: placeOf(everybody.groups[1]),
});

const slices = (count) => Array.from({ length: Math.ceil(count / slice) }, (_, i) => `generate_series(${i * slice + 1}::bigint, ${Math.min(count, (i + 1) * slice)})`);

const parts = (plan) => ({
  meetings: { statements: meetingsOf(plan), count: plan.meetings }, agendas: { statements: agendasOf(plan), count: plan.meetings },
  referrals: { statements: requestsOf(plan), count: plan.requests }, notifications: { statements: notificationsOf(plan), count: plan.meetings },
});

/**
 * Fills migrated schemas of the product, as a superuser whom no policy stops, with what a county and its neighbours have after some years: the same rows for the same seed and day. The rows
 * fit together by how they are made, so foreign keys are not looked up for each. `progress` hears of each part. Gives the seconds it took.
 */
export async function fill(admin, plan, { schemas = ['meetings', 'agendas', 'referrals', 'notifications'], progress = () => undefined } = {}) {
  const began = performance.now();
  await admin.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'; set search_path = pg_temp, public");
  await admin.query(helper(plan.seed));
  const made = (sql) => sql.replaceAll('made(', 'pg_temp.made(');
  for (const schema of schemas) {
    for (const statement of directory(schema, plan)) await admin.query(made(statement));
    const { statements, count } = parts(plan)[schema];
    for (const [i, numbers] of slices(count).entries()) {
      for (const statement of statements(numbers)) await admin.query(made(statement));
      progress(`${schema}: ${Math.min(count, (i + 1) * slice)} of ${count}`);
    }
  }
  await admin.query('reset session_replication_role; reset synchronous_commit; reset work_mem; reset search_path');
  await admin.query('vacuum (analyze)');
  return (performance.now() - began) / 1_000;
}
