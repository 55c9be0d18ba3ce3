import { Problem, TooManyRequests } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import type { Rate, Settings } from '../config.js';

interface Bucket { tokens: number; at: number }

const remembered = 50_000;

/** A token bucket for each key; the key that was asked for longest ago is forgotten first. */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly rate: Rate) {}

  /** Takes one token: 0, or how many seconds until there is one. `now` in milliseconds. */
  take(key: string, now: number): number {
    const { perSecond, burst } = this.rate;
    const before = this.buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, now - before.at) * perSecond) / 1_000);
    const taken = tokens >= 1;
    this.remember(key, { tokens: taken ? tokens - 1 : tokens, at: now });
    return taken ? 0 : Math.ceil((1 - tokens) / perSecond);
  }

  private remember(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    if (this.buckets.size >= remembered) this.buckets.delete(this.buckets.keys().next().value!);
    this.buckets.set(key, bucket);
  }
}

/** How much may be asked, per gateway process. Each throws TooManyRequests with the seconds to wait. */
export class Limits {
  private readonly actors: Buckets;
  private readonly organisations: Buckets;
  private readonly addresses: Buckets;
  private readonly links: Buckets;
  private readonly votes: Buckets;

  constructor(limits: Settings['limits']) {
    this.actors = new Buckets(limits.actor);
    this.organisations = new Buckets(limits.organisation);
    this.addresses = new Buckets(limits.address);
    this.links = new Buckets(limits.link);
    this.votes = new Buckets(limits.linkVotes);
  }

  caller({ identityProvider, homeId, organisation }: Caller): void {
    const now = Date.now();
    refuse(this.actors.take(`${identityProvider} ${homeId}`, now) || this.organisations.take(organisation, now));
  }

  /** For one who is not logged in. */
  address(ip: string): void {
    refuse(this.addresses.take(ip, Date.now()));
  }

  /** For what a guest answers by a link, which is known by the hash of its secret: each answer is told to somebody. */
  link(secretHash: string, answers: 'meeting' | 'poll'): void {
    refuse((answers === 'meeting' ? this.links : this.votes).take(secretHash, Date.now()));
  }
}

function refuse(wait: number): void {
  if (wait > 0) throw new Problem(TooManyRequests, { retryAfter: wait });
}
