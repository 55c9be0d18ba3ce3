import type { FastifyRequest } from 'fastify';
import { CrossSiteRequest, Problem } from '@knutpunkt/contracts';

const safe = new Set(['GET', 'HEAD']);

/**
 * Throws CrossSiteRequest unless the request comes from our own pages. Browsers say so in Sec-Fetch-Site and Origin;
 * for what changes something a header is asked for as well, which no other site's page can send without CORS (and there is none).
 */
export function requireOwnPage({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>, origin: string): void {
  const site = headers['sec-fetch-site'];
  const reads = safe.has(method);
  const ownSite = site === undefined || site === 'same-origin' || (reads && site === 'none');
  const ownOrigin = headers.origin === undefined || headers.origin === origin;
  if (!ownSite || !ownOrigin || (!reads && headers['x-knutpunkt'] !== '1')) throw new Problem(CrossSiteRequest);
}
