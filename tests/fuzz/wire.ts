import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { isUnsafe, type Operation } from '@knutpunkt/contracts';
import type { Fields } from './inputs.js';

export interface Sent {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Buffer;
}

export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly milliseconds: number;
}

const patience = 20_000;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** One request as it is given, header by header. Rejects where no answer comes: the connection is cut, or nothing is said for twenty seconds. */
export function send(url: string, { method, target, headers, body }: Sent): Promise<Came> {
  const { hostname, port, host } = new URL(url);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const flat = [['host', host], ...headers, ...(body ? [['content-length', String(body.length)]] : [])].flat();
    const request = httpRequest({ hostname, port, agent, method, path: target, headers: flat as never, timeout: patience }, (response) => void read(response, started).then(resolve, reject));
    request.on('timeout', () => request.destroy(new Error('no answer in twenty seconds'))).on('error', reject);
    request.end(body);
  });
}

async function read(response: IncomingMessage, started: number): Promise<Came> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString('utf8'), milliseconds: performance.now() - started };
}

/** Bytes that no HTTP library would write, and all that came back until the other side closed or fell silent for `silence` milliseconds. Of a body too large, only what is taken is written. */
export function sendBytes(url: string, bytes: string | Buffer, silence = 1_500): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let came = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const done = (): void => { socket.destroy(); resolve(came); };
    socket.setTimeout(silence, done).on('data', (data) => { came += data.toString('latin1'); }).on('end', done).on('error', done);
  });
}

const encoded = (value: unknown): string => encodeURIComponent(textual(value).toWellFormed());
const textual = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Each value of a list is a key of its own: `?a=1&a=2`. */
const queried = (fields: Fields): string => Object.entries(fields).flatMap(([name, value]) => (Array.isArray(value) ? value.slice(0, 20) : [value]).map((one) => `${encoded(name)}=${encoded(one)}`)).join('&');

export interface From { readonly token: string; readonly ifMatch?: string; readonly key?: string }

/** The request of an operation for any input at all, however little it fits. */
export function requestFor(op: Operation, input: Fields, { token, ifMatch, key = randomUUID() }: From, written: (json: string) => Buffer = (json) => Buffer.from(json)): Sent {
  const inPath = [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  const path = `/api${op.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(input[name]).slice(0, 6_000))}`;
  const changes = isUnsafe(op);
  const query = changes ? '' : queried(rest).slice(0, 6_000);
  const headers = [['authorization', `Bearer ${token}`], ...(changes ? [['idempotency-key', key], ['x-knutpunkt', '1'], ['content-type', 'application/json']] : []), ...(ifMatch === undefined ? [] : [['if-match', ifMatch]])] as [string, string][];
  return { method: op.method, target: query ? `${path}?${query}` : path, headers, ...(changes ? { body: written(JSON.stringify(rest)) } : {}) };
}

/** What a person needs in order to send it again by hand. */
export const told = ({ method, target, headers, body }: Sent): string =>
  `${method} ${target.slice(0, 300)}${target.length > 300 ? `… (${target.length})` : ''} ${JSON.stringify(headers.filter(([name]) => name !== 'authorization'))} ${body ? `${JSON.stringify(body.toString('utf8').slice(0, 700))} (${body.length} bytes)` : ''}`;
