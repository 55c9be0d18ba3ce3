import { join } from 'node:path';
import { fill, planOf } from '../fill.mjs';
import { paired, quantile, summary } from '../figures.mjs';
import { Hub } from '../hub.mjs';
import { load, request } from '../load.mjs';
import { touched } from './plans.mjs';

const services = ['meetings', 'agendas', 'referrals', 'notifications', 'gateway'];

/** What Min dag asks for when it is opened. */
const minDag = ['/api/meetings?limit=100', '/api/actions?state=open&limit=50', '/api/referrals/waiting?limit=20', '/api/notifications?unread=true&limit=5', '/api/notifications/unread'];

async function filled(dir, everybody, meetings, progress) {
  const hub = await Hub.start(dir, everybody);
  await fill(hub.admin, planOf(everybody, { meetings }), { progress });
  for (const service of services) await hub.run(service, { SMTP_URL: 'smtp://127.0.0.1:1' });
  const tokens = await Promise.all(everybody.groups.map(({ members: [person] }) => hub.login.tokenFor(person.username)));
  return { hub, giant: tokens[0], small: tokens[1] };
}

const get = ({ hub }, token, path) => request(`${hub.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });

/** The median, in milliseconds, of so many lists of fifty, one after the other. */
async function listing(place, token, count = 40) {
  const bytes = get(place, token, '/api/meetings?limit=50');
  return quantile((await load(place.hub.origin, { connections: 1, count, seconds: 20, status: 200, next: () => bytes })).latencies, 0.5);
}

/** Milliseconds until the last of Min dag's questions is answered. */
async function openMinDag(place, token) {
  const began = performance.now();
  await Promise.all(minDag.map((path) => load(place.hub.origin, { connections: 1, count: 1, seconds: 20, status: 200, next: () => get(place, token, path) })));
  return performance.now() - began;
}

async function medianOfMinDag(place, token) {
  const all = [];
  for (let n = 0; n < 30; n += 1) all.push(await openMinDag(place, token));
  return summary(all);
}

/** Lists of the largest and the smallest organisation among a million meetings against ten thousand, the buffers that they touch, and Min dag. */
export async function amongMany(dir, everybody, { rounds, meetings = 1_000_000, progress }) {
  const few = await filled(join(dir, 'few'), everybody, 10_000, progress);
  const began = performance.now();
  const many = await filled(join(dir, 'many'), everybody, meetings, progress).catch(async (error) => { await few.hub.stop(); throw error; });
  const filling = (performance.now() - began) / 1_000;
  try {
    const result = { filling };
    for (const who of ['giant', 'small']) {
      for (const place of [few, many]) await listing(place, place[who]);
      const ratio = await paired(rounds, { product: () => listing(many, many[who]), floor: () => listing(few, few[who]) });
      const plan = await touched(many.hub, { service: 'meetings', words: 'with listed as' }, () => listing(many, many[who], 12));
      await medianOfMinDag(many, many[who]);
      result[who] = { ratio, plan, minDag: await medianOfMinDag(many, many[who]) };
    }
    return result;
  } finally {
    await many.hub.stop();
    await few.hub.stop();
  }
}
