import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';

/** One thing that must hold for the service to be ready: null when it does, else why not (a word, no personal data). */
export type Check = () => Promise<string | null> | string | null;

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers /health/live, /health/ready and /metrics on loopback by default; never on the public port. */
export async function serveOps(port: number, checks: Record<string, Check>, metrics: Metrics, host = process.env.OPS_HOST ?? '127.0.0.1'): Promise<OpsServer> {
  const routes: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/health/live': async (response) => json(response, 200, { status: 'live' }),
    '/health/ready': async (response) => ready(response, checks),
    '/metrics': async (response) => void response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(await metrics.registry.metrics()),
  };
  const server = createServer((request, response): void => {
    const route = routes[request.url ?? ''];
    if (!route) return json(response, 404, { status: 'unknown' });
    route(response).catch((error: Error) => json(response, 500, { status: error.name }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

/** Checks that are told and take nobody away: each stops a part of the work, and the rest goes on. */
const onlyTold = new Set(['directory', 'logins']);

/** Asks every check; ready when all hold that must. */
export async function readiness(checks: Record<string, Check>): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const));
  return { ready: results.every(([name, result]) => result === 'ok' || onlyTold.has(name)), checks: Object.fromEntries(results) };
}

async function ready(response: ServerResponse, checks: Record<string, Check>): Promise<void> {
  const result = await readiness(checks);
  json(response, result.ready ? 200 : 503, result);
}

const json = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const closed = (server: Server): Promise<void> => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
