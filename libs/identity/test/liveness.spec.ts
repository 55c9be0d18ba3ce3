import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { liveness, type LoginState } from '../src/index.js';

const servers: Server[] = [];
const failures: Error[] = [];

async function realm(answer: RequestListener): Promise<(token: string) => Promise<LoginState>> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const realmUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/knutpunkt`;
  return liveness({ realmUrl, clientId: 'knutpunkt-liveness', clientSecret: 's3cret', onFailed: (error) => failures.push(error) }).stateOf;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections(), server.close();
  failures.length = 0;
});

describe('whether a session is still alive', () => {
  it('is asked at the introspection endpoint, with one kind of client authentication', async () => {
    const seen: { url?: string; authorization?: string; body?: string } = {};
    const stateOf = await realm((request, response) => {
      let body = '';
      request.on('data', (data) => (body += data)).on('end', () => {
        Object.assign(seen, { url: request.url, authorization: request.headers.authorization, body });
        response.end('{"active":true}');
      });
    });

    expect(await stateOf('a.b.c')).toBe('alive');
    expect(seen).toEqual({ url: '/realms/knutpunkt/protocol/openid-connect/token/introspect', authorization: undefined, body: 'token=a.b.c&client_secret=s3cret&client_id=knutpunkt-liveness' });
  });

  it('is no when the session has ended', async () => {
    const stateOf = await realm((_, response) => response.end('{"active":false}'));
    expect(await stateOf('a.b.c')).toBe('ended');
    expect(failures).toEqual([]);
  });

  it.each<[string, RequestListener]>([
    ['refuses', (_, response) => response.writeHead(401).end()],
    ['fails', (_, response) => response.writeHead(500).end('{"active":true}')],
    ['answers with what is no JSON, as a proxy in between does', (_, response) => response.end('<html>Back soon</html>')],
    ['answers with nothing', (_, response) => response.end()],
    ['sends elsewhere', (_, response) => response.writeHead(302, { location: '/login' }).end()],
    ['hangs up', (request) => request.destroy()],
    ['hangs up in the middle of a word', (_, response) => response.writeHead(200, { 'content-length': '15' }).write('{"active"', () => setTimeout(() => response.destroy(), 20))],
  ])('is not known when Keycloak %s', async (_, answer) => {
    const stateOf = await realm(answer);
    expect(await stateOf('a.b.c')).toBe('unanswered');
    expect(failures).toHaveLength(1);
  });

  it('is not known when Keycloak does not answer within two seconds, and it is not waited for any longer', async () => {
    let left: Promise<unknown> | undefined;
    const stateOf = await realm((request) => (left = once(request.socket, 'close')));
    const began = Date.now();
    expect(await stateOf('a.b.c')).toBe('unanswered');
    expect(Date.now() - began).toBeLessThan(3_000);
    await left;
  });

  it('is not known when Keycloak is away', async () => {
    const { stateOf } = liveness({ realmUrl: 'http://127.0.0.1:9/realms/knutpunkt', clientId: 'c', clientSecret: 's' });
    expect(await stateOf('a.b.c')).toBe('unanswered');
  });

  it('is told of each to whom it belongs, when many are asked at once', async () => {
    const stateOf = await realm((request, response) => {
      let body = '';
      request.on('data', (data) => (body += data)).on('end', () => setTimeout(() => response.end(/token=bad/.test(body) ? 'x' : `{"active":${/token=good/.test(body)}}`), Math.random() * 20));
    });
    const asked = ['good.1', 'over.1', 'bad.1', 'good.2', 'bad.2', 'over.2'];
    expect(await Promise.all(asked.map(stateOf))).toEqual(['alive', 'ended', 'unanswered', 'alive', 'unanswered', 'ended']);
  });
});
