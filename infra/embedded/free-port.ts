import { createServer } from 'node:net';

const canListen = (port: number, host: string) =>
  new Promise<number | undefined>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });

/**
 * A TCP port that nobody listens on: the wished one, else the next free one among the twenty after it.
 * @param wished the first port to try; 0 lets the operating system choose
 * @param host the address that will be listened on
 * @throws when none of the twenty is free
 */
export async function freePort(wished = 0, host = '127.0.0.1'): Promise<number> {
  for (let port = wished; port < wished + 20; port++) {
    const free = await canListen(port, host);
    if (free) return free;
  }
  throw new Error(`No free port from ${wished} to ${wished + 19} on ${host}`);
}
