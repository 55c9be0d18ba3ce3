import { Injectable } from '@nestjs/common';
import { Freshness } from '@knutpunkt/access';

const patience = 60_000;

/** How long what has not come yet is waited for. */
@Injectable()
export class Patience {
  private readonly since = Date.now();

  constructor(private readonly freshness: Freshness) {}

  /** Others' events come by another way: what we do not know may be new. A minute after the fact, or after our start, it is not waited for unless we know ourselves behind. */
  mayStillCome(event: { readonly time: string }): boolean {
    const begun = Math.max(Date.parse(event.time), this.since);
    return Date.now() - begun < patience || ['behind', 'unapplied'].includes(this.freshness.staleness() ?? '');
  }
}
