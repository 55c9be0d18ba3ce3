import { randomUUID } from 'node:crypto';
import { load, request } from '../load.mjs';
import { paired, quantile } from '../figures.mjs';
import { costOf } from '../processor-time.mjs';

const week = 7 * 86_400_000;

/** Processor time per answer of `count` answers, in microseconds: unlike a duration it hardly depends on what else the machine does. */
async function costs(count, { product, floor }) {
  return { product: (await costOf(product.processes, () => product.ask(count))).cost, floor: (await costOf(floor.processes, () => floor.ask(count))).cost };
}

/** A meeting of the group of eleven (ten besides the one who calls) at some hour of the coming year. */
export function meetingBody(groupId) {
  const day = new Date(Date.now() + week + Math.floor(Math.random() * 300) * 86_400_000).toISOString().slice(0, 10);
  const hour = String(8 + Math.floor(Math.random() * 8)).padStart(2, '0');
  return JSON.stringify({ groupId, starts: `${day}T${hour}:00`, ends: `${day}T${hour}:45`, title: 'Läget inför lovet', about: 'Vad vi ser, vad vi gör, vem som ringer vem.', place: 'Rådhuset, rum 214', people: [], functions: [] });
}

/** The request that calls a meeting. */
export const calling = ({ origin, token, groupId }) =>
  request(`${origin}/api/meetings`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body: meetingBody(groupId) });

/** Creating: 16 connections (per second), one (p50 in ms) and processor time, each against the floor. */
export async function creating(target, bare, rounds) {
  const product = (connections, seconds, count) => load(target.origin, { connections, seconds, count, status: 201, next: () => calling(target) });
  const floor = (connections, seconds, count) => load(bare.url, { connections, seconds, count, status: 201, next: () => request(`${bare.url}/meetings`, { method: 'POST', body: meetingBody(target.groupId) }) });
  await product(16, 3);
  await floor(16, 1);
  return {
    sixteen: await paired(rounds, { product: async () => (await product(16, 2.5)).perSecond, floor: async () => (await floor(16, 2.5)).perSecond }),
    one: await paired(rounds, { product: async () => quantile((await product(1, 1)).latencies, 0.5), floor: async () => quantile((await floor(1, 1)).latencies, 0.5) }),
    cost: await costs(1_000, { product: { ...target, ask: (count) => product(16, 8, count) }, floor: { ...bare, ask: (count) => floor(16, 8, count) } }),
  };
}

/** Reading the fifty meetings that come next, 16 connections, per second, against the floor. */
export async function listing(target, bare, rounds) {
  const bytes = request(`${target.origin}/api/meetings?limit=50`, { headers: { authorization: `Bearer ${target.token}` } });
  const bareBytes = request(`${bare.url}/meetings?groupId=${target.groupId}`);
  const product = (seconds, count) => load(target.origin, { connections: 16, seconds, count, status: 200, next: () => bytes });
  const floor = (seconds, count) => load(bare.url, { connections: 16, seconds, count, status: 200, next: () => bareBytes });
  await product(2);
  await floor(1);
  return {
    sixteen: await paired(rounds, { product: async () => (await product(1.5)).perSecond, floor: async () => (await floor(1.5)).perSecond }),
    cost: await costs(500, { product: { ...target, ask: (count) => product(8, count) }, floor: { ...bare, ask: (count) => floor(8, count) } }),
  };
}

/** A static file of the web client, 16 connections, per second, against node:http. */
export async function staticFile(target, { url: floorUrl }, rounds) {
  const get = (url) => load(url, { connections: 16, seconds: 1, status: 200, next: () => request(`${url}/knutpunkt.svg`) });
  await get(target.origin);
  return paired(rounds, { product: async () => (await get(target.origin)).perSecond, floor: async () => (await get(floorUrl)).perSecond });
}
