import { connect } from 'node:net';

const headerEnd = Buffer.from('\r\n\r\n');

/** One kept-alive HTTP/1.1 connection that has one request under way: cheaper than any library, so that the load generator takes little of the machine that it measures. */
class Connection {
  #socket;
  #received = Buffer.alloc(0);
  #answer = null;

  constructor(url) {
    const { hostname, port } = new URL(url);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#answer?.reject(error));
    this.#socket.on('close', () => this.#answer?.reject(new Error('the connection was closed')));
  }

  /** Sends raw bytes; gives status and body. */
  ask(bytes) {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#answer = null;
    this.#socket.destroy();
  }

  #read(chunk) {
    this.#received = this.#received.length ? Buffer.concat([this.#received, chunk]) : chunk;
    const head = this.#received.indexOf(headerEnd);
    if (head < 0) return;
    const words = this.#received.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(words)?.[1] ?? 0);
    const whole = head + 4 + length;
    if (this.#received.length < whole) return;
    const answer = { status: Number(words.slice(9, 12)), body: this.#received.subarray(head + 4, whole) };
    this.#received = this.#received.subarray(whole);
    this.#answer?.resolve(answer);
  }
}

/** The bytes of a request. `headers` and `body` as they are sent. */
export function request(url, { method = 'GET', headers = {}, body = '' } = {}) {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers, ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}) }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/**
 * Asks over `connections` connections, each one request after another, for `seconds` or until `count` are answered. `next` gives the bytes of each request; an answer with another status than
 * `status` throws. Gives answers per second and the latencies in milliseconds, sorted.
 */
export async function load(url, { connections, seconds, count = Infinity, status, next }) {
  const all = Array.from({ length: connections }, () => new Connection(url));
  const latencies = [];
  let asked = 0;
  const began = performance.now();
  const until = began + seconds * 1_000;
  const work = async (connection) => {
    while (performance.now() < until && asked++ < count) {
      const sent = performance.now();
      const answer = await connection.ask(next());
      latencies.push(performance.now() - sent);
      if (answer.status !== status) throw new Error(`${url} answered ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
    }
  };
  try {
    await Promise.all(all.map(work));
  } finally {
    all.forEach((connection) => connection.close());
  }
  return { perSecond: latencies.length / ((performance.now() - began) / 1_000), latencies: latencies.sort((a, b) => a - b) };
}
