import { readFileSync } from 'node:fs';
import { Demo } from '../demo.mjs';
import { load, request } from '../load.mjs';
import { calling } from './meetings.mjs';

const account = 'brasam.kop';

const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;

/** What the demo's people do all day, at full speed: 16 connections read lists, 4 call meetings. */
async function busy(demo, seconds) {
  const { origin } = demo;
  const token = await demo.tokenFor(account);
  const headers = { authorization: `Bearer ${token}` };
  const { items } = await (await fetch(`${origin}/api/groups`, { headers })).json();
  const bytes = request(`${origin}/api/meetings?limit=50`, { headers });
  const reading = load(origin, { connections: 16, seconds, status: 200, next: () => bytes });
  const calls = load(origin, { connections: 4, seconds, status: 201, next: () => calling({ origin, token, groupId: items[0].id }) });
  return Promise.all([reading, calls]);
}

/** All services in one process: when it is there for the first and for the second time, and its memory (MiB) with the demo, after the second start, and after load. */
export async function oneProcess(seconds) {
  const demo = new Demo();
  try {
    const first = { ...(await demo.start()), withDemo: residentMiB(demo.pid) };
    await demo.end();
    const second = { ...(await demo.start()), idle: residentMiB(demo.pid) };
    await busy(demo, seconds);
    return { first, second: { ...second, afterLoad: residentMiB(demo.pid) } };
  } finally {
    await demo.remove();
  }
}
