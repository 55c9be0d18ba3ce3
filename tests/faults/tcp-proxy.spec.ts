import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TcpProxy } from './tcp-proxy.js';

let server: Server;
let proxy: TcpProxy;

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await TcpProxy.start(() => (server.address() as AddressInfo).port);
});
afterAll(async () => {
  await proxy.close();
  server.close();
});

async function connected(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** What comes back, and after how many milliseconds. */
async function echo(socket: Socket, text: string): Promise<[string, number]> {
  const begun = performance.now();
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return [answer.toString(), performance.now() - begun];
}

describe('the line', () => {
  it('carries what is said both ways', async () => {
    expect((await echo(await connected(), 'hej'))[0]).toBe('hej');
  });

  it('that is slow carries it later, and that is mended at once', async () => {
    const socket = await connected();
    proxy.be({ delay: 150 });
    expect((await echo(socket, 'hej'))[1]).toBeGreaterThanOrEqual(299);

    proxy.beClear();
    expect((await echo(socket, 'igen'))[0]).toBe('igen');
  });

  it('that trickles gives one byte first', async () => {
    proxy.be({ trickle: true });
    expect((await echo(await connected(), 'hej'))[0]).toBe('h');
    proxy.beClear();
  });

  it('that is reset says so', async () => {
    const socket = await connected();
    const failed = once(socket, 'error');
    await echo(socket, 'hej');
    proxy.reset();

    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' });
  });

  it('that is lost says nothing, and another one works', async () => {
    const socket = await connected();
    await echo(socket, 'hej');
    proxy.lose();
    const heard = once(socket, 'data').then(() => 'heard');

    socket.write('är du där?');
    expect((await echo(await connected(), 'hej'))[0]).toBe('hej');
    expect(await Promise.race([heard, new Promise((resolve) => setTimeout(() => resolve('nothing'), 300))])).toBe('nothing');
    expect(socket.destroyed).toBe(false);
  });
});
