import { CalendarAddressNotTaken, Problem } from '@knutpunkt/contracts';
import type { Reach } from './fetch-calendar.js';

const longest = 2_000;
const refuse = (detail: string): never => {
  throw Problem.at(CalendarAddressNotTaken, '/address', detail);
};

/** The address of a calendar as it is fetched: `webcal:` is `https:`. Throws CalendarAddressNotTaken for what is not fetched at all. */
export function calendarAddress(typed: string, reach: Reach): URL {
  const text = typed.trim().replace(/^webcals?:/i, 'https:');
  if (text.length > longest || !URL.canParse(text)) return refuse('This is not the whole address of a calendar.');
  const url = new URL(text);
  return problemOf(url, reach) ? refuse('The address must begin with https://, and lead to a server on the internet.') : url;
}

const literal = (host: string): string => host.replace(/^\[|\]$/g, '');
const isLiteral = (host: string): boolean => /^[\d.]+$|:/.test(literal(host));

/** Why an address is not asked, before anybody is asked where its name leads. */
export function problemOf({ protocol, username, password, hostname, port }: URL, { insecure, mayReach }: Reach): 'not-secure' | 'closed-network' | null {
  if (insecure ? !/^https?:$/.test(protocol) : protocol !== 'https:' || port !== '') return 'not-secure';
  if (username !== '' || password !== '') return 'not-secure';
  if (isLiteral(hostname)) return mayReach(literal(hostname)) ? null : 'closed-network';
  return hostname.includes('.') || insecure ? null : 'closed-network';
}
