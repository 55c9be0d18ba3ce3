import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { liveness } from '../src/index.js';

const servers: Server[] = [];
const failures: Error[] = [];

async function realm(answer: RequestListener): Promise<(token: string) => Promise<boolean>> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const realmUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/knutpunkt`;
  return liveness({ realmUrl, clientId: 'knutpunkt-liveness', clientSecret: 's3cret', onFailed: (error) => failures.push(error) }).stillAlive;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections(), server.close();
  failures.length = 0;
});

describe('whether a session is still alive', () => {
  it('is asked at the introspection endpoint, with one kind of client authentication', async () => {
    const seen: { url?: string; authorization?: string; body?: string } = {};
    const stillAlive = await realm((request, response) => {
      let body = '';
      request.on('data', (data) => (body += data)).on('end', () => {
        Object.assign(seen, { url: request.url, authorization: request.headers.authorization, body });
        response.end('{"active":true}');
      });
    });

    expect(await stillAlive('a.b.c')).toBe(true);
    expect(seen).toEqual({ url: '/realms/knutpunkt/protocol/openid-connect/token/introspect', authorization: undefined, body: 'token=a.b.c&client_secret=s3cret&client_id=knutpunkt-liveness' });
  });

  it('is no when the session has ended', async () => {
    const stillAlive = await realm((_, response) => response.end('{"active":false}'));
    expect(await stillAlive('a.b.c')).toBe(false);
  });

  it('is no when Keycloak refuses', async () => {
    const stillAlive = await realm((_, response) => response.writeHead(401).end());
    expect(await stillAlive('a.b.c')).toBe(false);
    expect(failures).toHaveLength(1);
  });

  it('is no when Keycloak does not answer within two seconds', async () => {
    const stillAlive = await realm(() => undefined);
    const began = Date.now();
    expect(await stillAlive('a.b.c')).toBe(false);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('is no when Keycloak is away', async () => {
    const { stillAlive } = liveness({ realmUrl: 'http://127.0.0.1:9/realms/knutpunkt', clientId: 'c', clientSecret: 's' });
    expect(await stillAlive('a.b.c')).toBe(false);
  });
});
