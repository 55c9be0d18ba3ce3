import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { Controller } from '@nestjs/common';
import { FetchFeed, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { calendarOf } from './feed-calendar.js';
import { inFeed, ownerOf } from './in-feed.js';

const zip = promisify(gzip);

/** Names the very bytes, so that who has seen them need not have them again. */
const tagOf = (calendar: string): string => createHash('sha256').update(calendar).digest('base64url').slice(0, 27);

/** Whoever holds the secret reads what its owner may see now, neutral as mail: a feed dies at once with its owner's access, and a secret that is no more is one that never was. */
@Controller()
export class FetchFeedHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(FetchFeed)
  async fetch({ caller, input, now }: Call<typeof FetchFeed>): Promise<Output<typeof FetchFeed>> {
    const { owner, rows } = await this.db.work('feed', async (tx) => {
      const found = await ownerOf(tx, caller.homeId);
      if (!found) throw new Problem(NotFound);
      this.freshness.require();
      await tx.query("update feeds set last_fetched_at = date_trunc('minute', $2::timestamptz) where secret_hash = $1 and last_fetched_at is distinct from date_trunc('minute', $2::timestamptz)", [caller.homeId, now]);
      return { owner: found, rows: await inFeed(tx, found) };
    });
    const calendar = calendarOf(rows, { locale: owner.locale, hub: input.hub });
    const tag = tagOf(calendar);
    if (input.seen === tag) return { tag, calendar: null };
    return { tag, calendar: (await zip(calendar, { level: constants.Z_BEST_SPEED })).toString('base64') };
  }
}
