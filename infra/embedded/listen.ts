/** A server of Node's kind, TCP, HTTP or SMTP. */
type Listening = {
  listen(port: number, host: string, listening: () => void): unknown;
  once(event: 'error', failed: (error: NodeJS.ErrnoException) => void): unknown;
  removeListener(event: 'error', failed: (error: NodeJS.ErrnoException) => void): unknown;
};

const TRIES = 20;
const HOST = '127.0.0.1';

function tryPort(server: Listening, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(port, HOST, () => {
      server.removeListener('error', failed);
      resolve(true);
    });
  });
}

/**
 * Listens on the loopback address at the wished port, or at the next one that is free; 0 is any port.
 * @returns the port asked for last, which is 0 when any would do
 * @throws when twenty are taken
 */
export async function listenFrom(server: Listening, wished: number): Promise<number> {
  for (let port = wished; port < wished + TRIES; port++) if (await tryPort(server, port)) return port;
  throw new Error(`No free port from ${wished} to ${wished + TRIES - 1}`);
}
