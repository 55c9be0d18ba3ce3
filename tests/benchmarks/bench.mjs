import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../infra/start/prepare.mjs';
import { progress } from '../../infra/start/progress.mjs';
import { bundles } from './bundles.mjs';
import { withFew, withMany } from './filled.mjs';
import { cast } from './people.mjs';
import { circumstances, costRow, keep, line, ratioRow, row } from './report.mjs';

// `npm run bench`: everything; `npm run bench -- create list` only what is named. The figures are also written to .bench/figures.json.
const parts = ['create', 'answers', 'list', 'static', 'live', 'invitations', 'relay', 'writes', 'paper', 'streams', 'token', 'million', 'process', 'revocation', 'bundles'];
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const root = fileURLToPath(new URL('../..', import.meta.url));
const named = process.argv.slice(2).filter((name) => parts.includes(name));
const wanted = (name) => named.length === 0 || named.includes(name);
const dist = join(root, 'services/web/dist');

/** The paired figures: the product against its floor. */
async function againstFloors(hub, { everybody, processes }) {
  const { creating, listing, staticFile } = await import('./workloads/meetings.mjs');
  const floor = await hub.fork('./floor.mjs', [hub.adminUrl, join(dist, 'knutpunkt.svg')]);
  const bare = { url: floor.url, processes: { floor: floor.pid, postgres: hub.postgresPid } };
  const target = async () => ({ ...(await targetOf(hub, everybody.groups[0])), processes });
  const rows = [];
  if (wanted('create')) {
    const { sixteen, one, cost } = await creating(await target(), bare, rounds);
    rows.push(ratioRow('create a meeting, 16 connections, per second', sixteen, { target: 0.5, better: 'higher', unit: '/s' }), ratioRow('create a meeting, 1 connection, p50', one, { target: 2.5, better: 'lower', unit: ' ms' }), costRow('create a meeting, processor time', cost));
  }
  if (wanted('answers')) rows.push(...(await answered(await target(), { member: { token: await hub.login.tokenFor(everybody.listener.username) }, bare, rounds })));
  if (wanted('list')) {
    const { sixteen, cost } = await listing(await target(), bare, rounds);
    rows.push(ratioRow('list of fifty, 16 connections, per second', sixteen, { unit: '/s' }), costRow('list of fifty, processor time', cost));
  }
  if (wanted('static')) rows.push(ratioRow('static file, 16 connections, per second', await staticFile(await target(), bare, rounds), { target: 0.5, better: 'higher', unit: '/s' }));
  return rows;
}

async function answered(target, setting) {
  const { answering } = await import('./workloads/answers.mjs');
  return Object.entries(await answering(target, setting)).flatMap(([name, { sixteen, asCreating, cost }]) => [
    ratioRow(`${name}, 16 connections, per second`, sixteen, { target: 0.5, better: 'higher', unit: '/s' }), ratioRow(`${name}, as often as a meeting is called`, asCreating, { target: 1, better: 'higher', unit: '/s' }), costRow(`${name}, processor time`, cost),
  ]);
}

/** Where a group's first member asks, and as whom. */
const targetOf = async (hub, { id, members: [caller] }) => ({ origin: hub.origin, token: await hub.login.tokenFor(caller.username), groupId: id });

async function live(hub, everybody, dir) {
  const { ended } = await import('./hub.mjs');
  const { liveLatency } = await import('./workloads/live.mjs');
  const mailbox = await hub.fork('./mailbox.mjs', [join(dir, 'mailbox')]);
  const notifications = await hub.run('notifications', { SMTP_URL: mailbox.url });
  const target = await targetOf(hub, everybody.groups[0]);
  const at = (perSecond, seconds) => liveLatency(target, everybody.listener.username, { perSecond, seconds });
  await at(5, 4);
  const [seldom, often] = [await at(10, 8), await at(100, 8)];
  await ended(notifications);
  return [...liveRows(seldom), ...liveRows(often)];
}

function liveRows({ perSecond, called, late, afterAnswer, afterQuestion }) {
  if (late === called) throw new Error('nobody was told anything within ten seconds');
  const detail = `${called} called, ${late} not told within 10 s; from the question ${afterQuestion.p50.toFixed(1)} / ${afterQuestion.p99.toFixed(1)} ms`;
  return [
    row(`answer to live event at ${perSecond}/s, p50`, { value: afterAnswer.p50, unit: ' ms', target: 6, better: 'lower', detail }),
    row(`answer to live event at ${perSecond}/s, p99`, { value: afterAnswer.p99, unit: ' ms', target: 25, better: 'lower' }),
  ];
}

async function invited(hub, everybody, dir) {
  const { ended } = await import('./hub.mjs');
  const { invitations } = await import('./workloads/invitations.mjs');
  const mailbox = await hub.fork('./mailbox.mjs', [join(dir, 'invited')]);
  const notifications = await hub.run('notifications', { SMTP_URL: mailbox.url });
  const many = 1_000;
  const { handed, seconds, before, during } = await invitations(hub, everybody, many);
  await ended(notifications);
  if (handed < many) throw new Error(`${handed} of ${many} invitations were handed over`);
  const detail = `${(many / seconds).toFixed(0)} per second; another's answer to live event meanwhile ${during.p50.toFixed(1)} / ${during.p99.toFixed(1)} ms, before ${before.p50.toFixed(1)} / ${before.p99.toFixed(1)}`;
  return [row('1,000 invitations handed to the mail server', { value: seconds, unit: ' s', target: 30, better: 'lower', detail })];
}

async function inOneProcess() {
  const { oneProcess } = await import('./workloads/one-process.mjs');
  const { first, second } = await oneProcess(8);
  return [
    row('services ready after PostgreSQL and NATS', { value: second.servicesReady, unit: ' s', target: 3, better: 'lower' }),
    row('second start', { value: second.seconds, unit: ' s', target: 10, better: 'lower', detail: `the first, with the demo loaded: ${first.seconds.toFixed(1)} s` }),
    row('memory of all services in one process, idle', { value: second.idle, unit: ' MiB', target: 260, better: 'lower', detail: `after loading the demo ${first.withDemo.toFixed(0)} MiB` }),
    row('memory after load', { value: second.afterLoad, unit: ' MiB', target: 260, better: 'lower' }),
  ];
}

async function revoked() {
  const { revocation } = await import('./workloads/revocation.mjs');
  const { perSecond, by, ...kinds } = await revocation();
  const each = Object.entries(by).map(([service, { p99 }]) => `${service} ${p99.toFixed(0)}`).join(', ');
  return Object.entries(kinds).map(([kind, { answered: { p50, p99, most, count }, letIn }]) => row(`revoked (${kind}) to refused everywhere, p99`, {
    value: p99, unit: ' ms', target: 1_000, better: 'lower',
    detail: `p50 ${p50.toFixed(0)}, most ${most.toFixed(0)} of ${count}, at ${perSecond.toFixed(0)} writes/s; the last question let in was asked after ${letIn.p99.toFixed(0)} at p99${kind === 'all' ? `; p99 by service: ${each}` : ''}`,
  }));
}

async function withHub(add) {
  const { Hub, ended } = await import('./hub.mjs');
  const everybody = cast();
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-bench-'));
  const hub = await Hub.start(dir, everybody);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void hub.stop().finally(() => process.exit(1)));
  try {
    const meetings = await hub.run('meetings');
    const gateway = await hub.run('gateway');
    const processes = { gateway: gateway.pid, meetings: meetings.pid, postgres: hub.postgresPid, nats: hub.nats.pid };
    // First, while notifications has nothing to catch up with.
    if (wanted('live')) add(await live(hub, everybody, dir));
    if (wanted('invitations')) add(await invited(hub, everybody, dir));
    add(await againstFloors(hub, { everybody, processes }));
    if (!wanted('relay')) return;
    await ended(meetings);
    const { relayDrain } = await import('./workloads/live.mjs');
    const { product, floor } = await relayDrain(hub, 5_000);
    add([row('relay works off a full outbox, rows per second', { value: product / floor, target: 0.35, better: 'higher', detail: `${product.toFixed(0)} against ${floor.toFixed(0)}/s published without one` })]);
  } finally {
    await hub.stop();
  }
}

async function main() {
  await prepare(root, progress);
  const rows = [];
  const add = (more) => { for (const one of more) { rows.push(one); console.log(line(one)); } };
  const where = circumstances(root);
  console.log(`commit ${where.commit}${where.changed ? ' with changes' : ''}, ${where.machine}, Node ${where.node}, load ${where.loadBefore.toFixed(1)}; ratios to floors of the same run, median and spread of ${rounds} rounds`);
  if (['create', 'answers', 'list', 'static', 'live', 'invitations', 'relay'].some(wanted)) await withHub(add);
  if (['writes', 'paper', 'streams', 'token'].some(wanted)) await withFew({ wanted, rounds, add });
  if (wanted('million')) await withMany({ rounds, add });
  if (wanted('process')) add(await inOneProcess());
  if (wanted('revocation')) add(await revoked());
  if (wanted('bundles')) {
    const { all, largest } = bundles(dist);
    add([row('web client, scripts and styles, gzipped', { value: all, unit: ' KiB', detail: `the largest file ${largest.toFixed(0)} KiB` })]);
  }
  keep(process.env.BENCH_FIGURES ?? join(root, '.bench/figures.json'), { circumstances: where, rounds, rows });
}

await main();
process.exit(0);
