import { Injectable } from '@nestjs/common';
import { FunctionChanged, PersonChanged, ReferralReleased, type EventOf } from '@knutpunkt/contracts';
import { OnDue, OnEvent, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { release, tellSide } from '../referral/assignee.js';
import { hub } from '../referral/facts.js';

interface Held { readonly id: string; readonly referral_id: string; readonly assignee_id: string }
interface Span { readonly validFrom: string; readonly validTo: string | null }

const holds = ({ validFrom, validTo }: Span, now: Date): boolean => new Date(validFrom) <= now && (!validTo || new Date(validTo) > now);
const active = "s.assignee_id is not null and s.ended_at is null and exists (select from referrals r where r.id = s.referral_id and r.ball <> 'nobody')";

/** What somebody had taken goes back to the common inbox when that person no longer belongs to the side: no longer holds the function, has left, or has moved to another unit. */
@Injectable()
export class AbsenceReleases {
  constructor(private readonly outbox: Outbox) {}

  @OnEvent(FunctionChanged, { consumer: 'absence' })
  async holdersChanged({ data }: EventOf<typeof FunctionChanged>, tx: Tx): Promise<void> {
    const now = new Date();
    const present = data.holders.filter((h) => holds(h, now)).map((h) => h.personId);
    await this.releaseAll(tx, await tx.query<Held>(`select s.id, s.referral_id, s.assignee_id from sides s where s.function_id = $1 and ${active} and s.assignee_id <> all($2)`, [data.id, present]), now);
    await planNext(tx, { kind: 'holding-turns', subjectId: data.id, ends: data.holders.map((h) => h.validTo), now });
  }

  @OnEvent(PersonChanged, { consumer: 'absence' })
  async personChanged({ data }: EventOf<typeof PersonChanged>, tx: Tx): Promise<void> {
    const now = new Date();
    const here = data.status === 'active' && holds(data, now);
    await this.releaseAll(tx, await tx.query<Held>(`select s.id, s.referral_id, s.assignee_id from sides s where s.assignee_id = $1 and ${active} and (not $2 or s.unit_id <> $3)`, [data.id, here, data.unitId]), now);
    await planNext(tx, { kind: 'person-turns', subjectId: data.id, ends: [data.validTo], now });
  }

  /** A holding ends at a time that was told before. */
  @OnDue('holding-turns')
  async holdingTurned({ subjectId }: Due, tx: Tx): Promise<void> {
    const now = new Date();
    await this.releaseAll(tx, await tx.query<Held>(
      `select s.id, s.referral_id, s.assignee_id from sides s where s.function_id = $1 and ${active}
        and not exists (select from holdings h where h.function_id = $1 and h.person_id = s.assignee_id and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now()))`, [subjectId]), now);
    const rest = await tx.query<{ valid_to: Date }>('select valid_to from holdings where function_id = $1 and valid_to > now()', [subjectId]);
    await planNext(tx, { kind: 'holding-turns', subjectId, ends: rest.map((h) => h.valid_to.toISOString()), now });
  }

  /** Somebody leaves at a time that was told before. */
  @OnDue('person-turns')
  async personTurned({ subjectId }: Due, tx: Tx): Promise<void> {
    await this.releaseAll(tx, await tx.query<Held>(
      `select s.id, s.referral_id, s.assignee_id from sides s where s.assignee_id = $1 and ${active} and exists (select from people p where p.id = $1 and p.valid_to <= now())`, [subjectId]), new Date());
  }

  private async releaseAll(tx: Tx, sides: readonly Held[], now: Date): Promise<void> {
    for (const side of sides) {
      await release(tx, side.id);
      await auditWork(tx, 'absence', { action: 'referral.released', objectId: side.referral_id, details: { side: side.id, from: side.assignee_id } });
      await tellSide(tx, this.outbox, { side, event: ReferralReleased, actor: hub, data: { personId: side.assignee_id, absent: true }, now });
    }
  }
}

interface Turns { readonly kind: string; readonly subjectId: string; readonly ends: readonly (string | null)[]; readonly now: Date }

async function planNext(tx: Tx, { kind, subjectId, ends, now }: Turns): Promise<void> {
  const [next] = ends.flatMap((end) => (end && new Date(end) > now ? [new Date(end)] : [])).sort((a, b) => a.getTime() - b.getTime());
  if (next) await remindAt(tx, { kind, subjectId, at: next });
}
