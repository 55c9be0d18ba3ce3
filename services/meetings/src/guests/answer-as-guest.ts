import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AnswerAsGuest, GuestChanged, GuestInvitation, NotFound, Problem, Stale, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, auditLink, type Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { presentFacts } from '../meeting/facts.js';
import type { MeetingRow } from '../reading/meeting-rows.js';
import { invitationView, leads, requireAnswerable } from './guest.js';
import { linkedBy, type Linked } from './guest-rows.js';

/** Whoever holds a guest's link sees when and where, and answers. A link that is taken back, changed or over is one that never was. */
@Controller()
export class AnswerAsGuestHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(GuestInvitation)
  show({ caller, now }: Call<typeof GuestInvitation>): Promise<Output<typeof GuestInvitation>> {
    return this.db.work('guest', async (tx) => invitationView(await leading(tx, caller.homeId, { now, locked: false }), now));
  }

  @Handles(AnswerAsGuest)
  answer({ caller, input, now }: Call<typeof AnswerAsGuest>): Promise<Output<typeof AnswerAsGuest>> {
    return this.db.work('guest', async (tx) => {
      const found = await leading(tx, caller.homeId, { now, locked: true });
      if (!isSameTime(found, input)) throw new Problem(Stale);
      requireAnswerable(found, now);
      if (found.answer !== input.answer) await this.keep(tx, found, { answer: input.answer, now });
      return invitationView({ ...found, answer: input.answer }, now);
    });
  }

  private async keep(tx: Tx, { guest_id: guestId, meeting_id: meetingId }: Linked, { answer, now }: { answer: 'yes' | 'maybe' | 'no'; now: Date }): Promise<void> {
    await tx.query('update meeting_guests set answer = $2, answered_at = $3 where id = $1', [guestId, answer, now]);
    await tx.query("insert into meeting_changes (id, meeting_id, at, what, answer) values ($1, $2, $3, 'guest-answered', $4)", [v7(), meetingId, now, answer]);
    await auditLink(tx, guestId, { action: 'meeting.guest-answered', objectId: meetingId });
    const [row] = await tx.query<MeetingRow>('update meetings set facts = facts + 1 where id = $1 returning *', [meetingId]);
    const data = { guestId, what: 'answered' as const, answer, meeting: await presentFacts(tx, row!) };
    await this.outbox.publish(tx, GuestChanged, { aggregateId: meetingId, aggregateVersion: row!.facts, actor: { kind: 'link', id: guestId }, data, now });
  }
}

/** A meeting that ends at another time is at another time. */
const isSameTime = ({ starts_at, ends_at }: Pick<Linked, 'starts_at' | 'ends_at'>, { startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
  starts_at.getTime() === Date.parse(startsAt) && ends_at.getTime() === Date.parse(endsAt);

async function leading(tx: Tx, secretHash: string, { now, locked }: { now: Date; locked: boolean }): Promise<Linked> {
  const found = await linkedBy(tx, secretHash, { locked });
  if (!found || !leads(found, now)) throw new Problem(NotFound);
  return found;
}
