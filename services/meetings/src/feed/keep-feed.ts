import { Controller } from '@nestjs/common';
import { EndFeed, MakeFeed, OwnFeed, type FeedView, type Output } from '@knutpunkt/contracts';
import { Db, audit, auditWork, type Tx } from '@knutpunkt/persistence';
import { Handles, hashOfSecret, newLinkSecret, type Call } from '@knutpunkt/service-kit';
import type * as z from 'zod';

interface Row { readonly made_at: Date; readonly last_fetched_at: Date | null }

const viewOf = ({ made_at, last_fetched_at }: Row): z.infer<typeof FeedView> => ({ madeAt: made_at.toISOString(), lastFetchedAt: last_fetched_at?.toISOString() ?? null });

const ownRow = async (tx: Tx): Promise<Row | undefined> => (await tx.query<Row>('select made_at, last_fetched_at from feeds where person_id = me()'))[0];

/** Ends the feed of somebody who has left: who comes back makes a new one, and the old secret leads nowhere. */
export async function endFeedOf(tx: Tx, personId: string): Promise<void> {
  const gone = await tx.query('delete from feeds where person_id = $1 returning person_id', [personId]);
  if (gone.length > 0) await auditWork(tx, 'directory', { action: 'feed.ended', objectId: personId });
}

/** Everybody keeps an own calendar for subscription, and nobody another's. */
@Controller()
export class KeepFeedHandler {
  constructor(private readonly db: Db) {}

  @Handles(OwnFeed)
  own({ caller }: Call<typeof OwnFeed>): Promise<Output<typeof OwnFeed>> {
    return this.db.as(caller, async (tx) => {
      const row = await ownRow(tx);
      return { feed: row ? viewOf(row) : null };
    });
  }

  /** The same request again makes another secret: the one that was told first is kept nowhere, so that the last answer is the one that leads somewhere. */
  @Handles(MakeFeed)
  make({ caller, now }: Call<typeof MakeFeed>): Promise<Output<typeof MakeFeed>> {
    const secret = newLinkSecret();
    return this.db.as(caller, async (tx) => {
      await tx.query(
        `insert into feeds (person_id, secret_hash, made_at) values (me(), $1, $2)
         on conflict (person_id) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at, last_fetched_at = null`, [hashOfSecret(secret), now]);
      await audit(tx, { action: 'feed.made', objectId: tx.actor.personId });
      return { secret, feed: viewOf((await ownRow(tx))!) };
    });
  }

  @Handles(EndFeed)
  end({ caller }: Call<typeof EndFeed>): Promise<Output<typeof EndFeed>> {
    return this.db.as(caller, async (tx) => {
      const gone = await tx.query('delete from feeds where person_id = me() returning person_id');
      if (gone.length > 0) await audit(tx, { action: 'feed.ended', objectId: tx.actor.personId });
      return { ended: gone.length > 0 };
    });
  }
}
