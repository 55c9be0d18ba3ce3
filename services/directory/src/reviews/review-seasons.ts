import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { v7 } from 'uuid';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { Db, type Tx } from '@knutpunkt/persistence';
import type { Log } from '@knutpunkt/service-kit';
import { logOf } from '../access/work-log.js';
import { endOfDay, lastDayFrom, nextOpening } from './calendar.js';
import { planReview, timers } from './plan.js';
import { ReviewStarts } from './review-starts.js';
import { tellReview } from './tell-review.js';

const everybody = 'all organisations';
const planned = "select at from due where kind = $1 and subject_id = $2 and state = 'pending' order by seq desc limit 1";
/** Organisations with somebody who can decide, and no review under way. Where nobody administers, the owners of the groups answer alone. */
const unreviewed = `select o.id from organisations o where o.status = 'active' and exists (select from people p where p.organisation_id = o.id and 'administrator' = any(p.roles) and p.status = 'active')
  and not exists (select from reviews r where r.organisation_id = o.id and r.closed_at is null)`;

const patience = 5_000;

/** Opens a review of each organisation on the mornings that are set. */
@Injectable()
export class ReviewSeasons implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private again: NodeJS.Timeout | undefined;
  private planning: Promise<void> | undefined;

  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly starts: ReviewStarts, @Inject('LOG') private readonly log: Log) {}

  /** The service does not wait for it, and starts without it: a morning is months away. */
  onApplicationBootstrap(): void {
    this.planning = this.planFirst();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.again);
    await this.planning;
  }

  /** Plans the next morning. One that has passed while nobody was there is left to be met now. */
  private async planFirst(): Promise<void> {
    try {
      await this.db.work(timers.season, async (tx) => {
        const [next] = await tx.query<{ at: Date }>(planned, [timers.season, everybody]);
        if (!next || next.at > new Date()) await this.plan(tx, new Date());
      });
    } catch (error) {
      this.log.warn({ error }, 'the next access reviews are not planned yet');
      this.again = setTimeout(() => { this.planning = this.planFirst(); }, patience);
    }
  }

  @OnDue(timers.season)
  async begin({ at }: Due, tx: Tx): Promise<void> {
    for (const { id } of await tx.query<{ id: string }>(unreviewed)) await remindAt(tx, { kind: timers.opens, subjectId: id, at });
    await this.plan(tx, new Date(Math.max(at.getTime(), Date.now())));
  }

  @OnDue(timers.opens)
  async open({ subjectId: organisationId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    if ((await tx.query(`${unreviewed} and o.id = $1`, [organisationId])).length === 0) return;
    const [id, now] = [v7(), new Date()];
    const lastDay = lastDayFrom(now);
    const endsAt = endOfDay(lastDay);
    await tx.query('select open_review($1, $2, $3, $4)', [id, organisationId, lastDay, endsAt]);
    await planReview(tx, { id, lastDay, endsAt, now });
    await logOf(tx, timers.opens, { id, action: 'review.open', organisationId, details: { after: 'open' } });
    await tellReview(tx, this.outbox, { id, version: 1, organisationId, lastDay }, { what: 'opened', actor: { kind: 'worker', id: timers.opens }, now });
  }

  private plan(tx: Tx, after: Date): Promise<void> {
    return remindAt(tx, { kind: timers.season, subjectId: everybody, at: nextOpening(this.starts.days, after) });
  }
}
