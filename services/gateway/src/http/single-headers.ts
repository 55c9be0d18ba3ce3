import { Malformed, Problem } from '@knutpunkt/contracts';

/** Headers of which a second one would leave it to chance who asks, from where, what, or about which version: one reader takes the first, another the last. */
const single = new Set(['authorization', 'content-encoding', 'content-type', 'host', 'idempotency-key', 'if-match', 'last-event-id', 'origin', 'sec-fetch-site', 'x-knutpunkt']);

/** Throws Malformed where one of them is given twice. `raw` is names and values in turn, as they came. */
export function refuseDoubled(raw: readonly string[]): void {
  const seen = new Set<string>();
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (single.has(name) && seen.has(name)) throw new Problem(Malformed, { errors: [{ pointer: '/header', detail: `${name} is given more than once` }] });
    seen.add(name);
  }
}
