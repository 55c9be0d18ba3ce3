import { lookup } from 'node:dns';
import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { CalendarFault } from '@knutpunkt/contracts';
import { problemOf } from './address.js';
import { isPublic } from './reachable.js';

/** Where calendars are fetched from; a test has a server of its own. */
export interface Reach {
  readonly mayReach: (address: string) => boolean;
  readonly resolve: LookupFunction;
  /** Takes what is not encrypted, and any port. */
  readonly insecure: boolean;
  readonly limits: { readonly bytes: number; readonly ms: number; readonly redirects: number };
}
export const internet: Reach = { mayReach: isPublic, resolve: lookup as LookupFunction, insecure: false, limits: { bytes: 4 * 1024 * 1024, ms: 20_000, redirects: 3 } };

export type Fetched = { readonly text: string } | { readonly fault: CalendarFault };

/** Why a fetch ended: never the address, nor what the server said. */
class Ended extends Error {
  constructor(readonly fault: CalendarFault) {
    super(fault);
  }
}

/**
 * Asks where a name leads, and gives only addresses that may be reached: it is these that are connected to, whatever the name leads to a moment later. A name that leads into a closed
 * network is told of as one that leads nowhere: else the names of the inside could be asked for.
 */
const guarded = ({ resolve, mayReach }: Reach): LookupFunction => (hostname, options, done) =>
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '');
    const all = typeof found === 'string' ? [] : found;
    if (all.length === 0 || !all.every(({ address }) => mayReach(address))) return done(new Ended('not-reached'), '');
    if ((options as { all?: boolean }).all) return done(null, all);
    done(null, all[0]!.address, all[0]!.family);
  });

/** Fetches a calendar: only by https, only from the internet, only so long, so much and so many redirects, and only what looks like a calendar. Never throws. */
export async function fetchCalendar(url: URL, reach: Reach): Promise<Fetched> {
  const signal = AbortSignal.timeout(reach.limits.ms);
  try {
    return { text: await followed(url, { reach, signal, left: reach.limits.redirects }) };
  } catch (error) {
    return { fault: faultOf(error, signal) };
  }
}

interface Going { readonly reach: Reach; readonly signal: AbortSignal; readonly left: number }

async function followed(url: URL, { reach, signal, left }: Going): Promise<string> {
  const problem = problemOf(url, reach);
  if (problem) throw new Ended(problem);
  const answer = await asked(url, reach, signal);
  const { statusCode: status = 0, headers } = answer;
  if (status >= 300 && status < 400 && headers.location) {
    answer.destroy();
    if (left === 0) throw new Ended('too-many-redirects');
    if (!URL.canParse(headers.location, url.href)) throw new Ended('server-error');
    return followed(new URL(headers.location, url), { reach, signal, left: left - 1 });
  }
  if (status !== 200 || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    answer.destroy();
    throw new Ended([401, 403, 404, 410].includes(status) ? 'not-found' : 'server-error');
  }
  return textOf(answer, reach.limits.bytes);
}

function asked(url: URL, reach: Reach, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, lookup: guarded(reach), signal, maxHeaderSize: 16_384, headers: { accept: 'text/calendar', 'accept-encoding': 'identity', 'user-agent': 'Knutpunkt' } };
  return new Promise((resolve, reject) => {
    (url.protocol === 'https:' ? secure : plain)(url, options, resolve).once('error', reject).end();
  });
}

async function textOf(answer: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new Ended('too-large');
    chunks.push(chunk);
  }
  return calendarText(Buffer.concat(chunks));
}

/** The text of a calendar. Throws what it is not: a login page says that it is a calendar, and a calendar that it is text. */
function calendarText(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (!/^BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 200))) throw new Ended('not-a-calendar');
  return text;
}

function faultOf(error: unknown, signal: AbortSignal): CalendarFault {
  if (error instanceof Ended) return error.fault;
  return signal.aborted ? 'too-slow' : 'not-reached';
}
