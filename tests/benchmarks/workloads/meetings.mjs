import { randomUUID } from 'node:crypto';
import { load, request } from '../load.mjs';
import { paired, quantile } from '../figures.mjs';

const week = 7 * 86_400_000;

/** A meeting of the group of eleven (ten besides the one who calls) at some hour of the coming year. */
export function meetingBody(groupId) {
  const day = new Date(Date.now() + week + Math.floor(Math.random() * 300) * 86_400_000).toISOString().slice(0, 10);
  const hour = String(8 + Math.floor(Math.random() * 8)).padStart(2, '0');
  return JSON.stringify({ groupId, starts: `${day}T${hour}:00`, ends: `${day}T${hour}:45`, title: 'Läget inför lovet', about: 'Vad vi ser, vad vi gör, vem som ringer vem.', place: 'Rådhuset, rum 214', people: [], functions: [] });
}

/** The request that calls a meeting. */
export const calling = ({ origin, token, groupId }) =>
  request(`${origin}/api/meetings`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body: meetingBody(groupId) });

/** Creating: 16 connections (per second) and one (p50 in ms), each against the floor. */
export async function creating(target, floorUrl, rounds) {
  const product = (connections, seconds) => load(target.origin, { connections, seconds, status: 201, next: () => calling(target) });
  const floor = (connections, seconds) => load(floorUrl, { connections, seconds, status: 201, next: () => request(`${floorUrl}/meetings`, { method: 'POST', body: meetingBody(target.groupId) }) });
  await product(16, 3);
  await floor(16, 1);
  return {
    sixteen: await paired(rounds, { product: async () => (await product(16, 2.5)).perSecond, floor: async () => (await floor(16, 2.5)).perSecond }),
    one: await paired(rounds, { product: async () => quantile((await product(1, 1)).latencies, 0.5), floor: async () => quantile((await floor(1, 1)).latencies, 0.5) }),
  };
}

/** Reading the fifty meetings that come next, 16 connections, per second, against the floor. */
export async function listing(target, floorUrl, rounds) {
  const bytes = request(`${target.origin}/api/meetings?limit=50`, { headers: { authorization: `Bearer ${target.token}` } });
  const bare = request(`${floorUrl}/meetings?groupId=${target.groupId}`);
  const product = (seconds) => load(target.origin, { connections: 16, seconds, status: 200, next: () => bytes });
  const floor = (seconds) => load(floorUrl, { connections: 16, seconds, status: 200, next: () => bare });
  await product(1);
  await floor(1);
  return paired(rounds, { product: async () => (await product(1.5)).perSecond, floor: async () => (await floor(1.5)).perSecond });
}

/** A static file of the web client, 16 connections, per second, against node:http. */
export async function staticFile(target, floorUrl, rounds) {
  const get = (url) => load(url, { connections: 16, seconds: 1, status: 200, next: () => request(`${url}/knutpunkt.svg`) });
  await get(target.origin);
  return paired(rounds, { product: async () => (await get(target.origin)).perSecond, floor: async () => (await get(floorUrl)).perSecond });
}
