import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { logIn } from '../log-in.mjs';

const residentKiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

/** Opens one stream as raw bytes, so that the client takes little; resolves when the first of it has come. */
function open(url, headers) {
  const { hostname, port, pathname, host } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`GET ${pathname} HTTP/1.1\r\n${lines}\r\n`);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (bytes) => (bytes.toString('latin1', 9, 12) === '200' ? resolve(socket.resume()) : reject(new Error(bytes.toString('latin1', 0, 200)))));
  });
}

/** The memory, in KiB each, that so many open live streams take of a process that is warm. */
async function costOfStreams(pid, count, url, headers) {
  const warm = await Promise.all(Array.from({ length: 50 }, () => open(url, headers)));
  const before = residentKiB(pid);
  const sockets = [];
  while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: 10 }, () => open(url, headers)))));
  const after = residentKiB(pid);
  [...warm, ...sockets].forEach((socket) => socket.destroy());
  return (after - before) / count;
}

/** Live streams of the gateway against those of a bare node:http server, in KiB each. */
export async function liveStreams({ hub, gateway, floor }, username, count) {
  const headers = { cookie: await logIn(hub.origin, username), 'sec-fetch-site': 'same-origin' };
  return { product: await costOfStreams(gateway.pid, count, `${hub.origin}/api/stream`, headers), floor: await costOfStreams(floor.pid, count, `${floor.url}/stream`, {}) };
}
