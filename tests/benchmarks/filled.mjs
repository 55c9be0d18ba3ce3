import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { progress } from '../../infra/start/progress.mjs';
import { cast } from './people.mjs';
import { costRow, ratioRow, row } from './report.mjs';

// These import the product's parts when they are wanted, since it is compiled by then.
const page = fileURLToPath(new URL('../../services/web/dist/knutpunkt.svg', import.meta.url));
const few = 10_000;

async function started(everybody) {
  const [{ Hub }, { fill, planOf }] = [await import('./hub.mjs'), await import('./fill.mjs')];
  const hub = await Hub.start(mkdtempSync(`${tmpdir()}/knutpunkt-bench-`), everybody);
  const plan = planOf(everybody, { meetings: few });
  await fill(hub.admin, plan);
  const children = {};
  for (const service of ['agendas', 'referrals', 'notifications', 'gateway']) children[service] = await hub.run(service, { SMTP_URL: 'smtp://127.0.0.1:1' });
  return { hub, plan, children, floor: await hub.fork('./floor.mjs', [hub.adminUrl, page]) };
}

/** What is measured on a hub with ten thousand meetings: new writes, a paper, open live streams, and the check of a token. */
export async function withFew({ wanted, rounds, add }) {
  const everybody = cast();
  const { hub, plan, children: { agendas, referrals, gateway }, floor } = await started(everybody);
  const { username } = everybody.caller;
  const target = { origin: hub.origin, token: await hub.login.tokenFor(username), groupId: everybody.groups[0].id, processes: { gateway: gateway.pid, agendas: agendas.pid, referrals: referrals.pid, postgres: hub.postgresPid, nats: hub.nats.pid } };
  const bare = { url: floor.url, processes: { floor: floor.pid, postgres: hub.postgresPid } };
  const { newWrites, paper } = await import('./workloads/writes.mjs');
  try {
    if (wanted('token')) add(await tokenRows(hub.login, username, rounds));
    if (wanted('paper')) add([row('paper of twenty items as PDF, p50', { value: await paper(target, plan), unit: ' ms', target: 300, better: 'lower' })]);
    if (wanted('writes')) for (const [name, { sixteen, cost }] of Object.entries(await newWrites(target, bare, { plan, rounds }))) add([ratioRow(`${name}, 16 connections, per second`, sixteen, { target: 0.5, better: 'higher', unit: '/s' }), costRow(`${name}, processor time`, cost)]);
    if (wanted('streams')) add(streamRows(await (await import('./workloads/streams.mjs')).liveStreams({ hub, gateway, floor }, username, 5_000)));
  } finally {
    await hub.stop();
  }
}

async function tokenRows({ issuer, tokenFor }, username, rounds) {
  const { knownToken, unknownTokens } = await import('./workloads/token.mjs');
  const { product, floor, ratio } = await unknownTokens(issuer, () => tokenFor(username), { rounds });
  return [
    row('check of a known token', { value: await knownToken(issuer, await tokenFor(username)), unit: ' µs', target: 5, better: 'lower' }),
    row('check of an unknown token, processor time', { value: product.median, spread: product, unit: ' µs', target: 150, better: 'lower', detail: `${ratio.median.toFixed(1)} times the ${floor.median.toFixed(0)} µs that node:crypto takes for the signature alone` }),
  ];
}

const streamRows = ({ product, floor }) => [row('5,000 live streams, memory each', { value: product, unit: ' KiB', target: 20, better: 'lower', detail: `${floor.toFixed(1)} KiB at a bare node:http` })];

/** What is measured among a million meetings, three million audience rows and three hundred thousand requests. */
export async function withMany({ rounds, add }) {
  const { amongMany } = await import('./workloads/million.mjs');
  const { filling, ...both } = await amongMany(mkdtempSync(`${tmpdir()}/knutpunkt-bench-`), cast(), { rounds, progress });
  add([row('filling a million meetings and the rest', { value: filling, unit: ' s' })]);
  for (const [who, { ratio, plan, minDag }] of Object.entries(both)) add([
    ratioRow(`list of fifty, ${who}, 1,000,000 against 10,000`, ratio, { target: 1.2, better: 'lower', unit: ' ms' }),
    row(`list of fifty, ${who}, buffers`, { value: plan.buffers, target: 500, better: 'lower', detail: `${plan.milliseconds.toFixed(2)} ms, ${plan.plans} plans looked at` }),
    row(`Min dag, ${who}, p50`, { value: minDag.median, spread: minDag, unit: ' ms', target: 60, better: 'lower' }),
  ]);
}
