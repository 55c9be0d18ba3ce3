import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AboutAnIndividual, DraftReferral, NotAllowed, Problem, type ReferralView } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { referralView } from './reading/referral-view.js';
import { receiverOf } from './referral/receiver.js';

@Controller()
export class DraftReferralHandler {
  constructor(private readonly db: Db) {}

  @Handles(DraftReferral)
  draft(call: Call<typeof DraftReferral>): Promise<ReferralView> {
    requireNotAboutIndividual(call.input);
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.make(tx, call, id);
      return referralView(tx, earlier ?? id, call.now);
    });
  }

  private async make(tx: ActorTx, { input, now }: Call<typeof DraftReferral>, id: string): Promise<void> {
    if (!decide(tx.actor, 'referral.draft')) throw new Problem(NotAllowed);
    const { kind, functionId, title, body, replyWithin, agendaItemId } = input;
    refuseIdentityNumbers({ title, body });
    const { actor } = tx;
    const receiver = await receiverOf(tx, functionId, actor.organisationId);
    await tx.query(
      `insert into referrals (id, kind, state, ball, sender_unit_id, sender_authority_id, sender_organisation_id, sender_person_id, function_id, receiver_authority_id, receiver_organisation_id, reply_within, created_at)
       values ($1, $2, 'draft', 'sender', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, kind, actor.unitId, actor.authorityId, actor.organisationId, actor.personId, functionId, receiver.authority_id, receiver.organisation_id, replyWithin, now]);
    await tx.query('select open_sender_side($1, $2)', [id, v7()]);
    await tx.query("insert into referral_texts (id, referral_id, kind, title, body, at, by_person_id) values ($1, $2, 'request', $3, $4, $5, $6)", [v7(), id, title, body, now, actor.personId]);
    if (agendaItemId) await tx.query('select link_item($1, $2)', [id, agendaItemId]);
    await audit(tx, { action: 'referral.drafted', objectId: id });
  }
}

/** Throws AboutAnIndividual before anything is stored: what concerns a person takes a legal basis that a request does not have. */
function requireNotAboutIndividual({ aboutIndividual }: { aboutIndividual: boolean }): void {
  if (aboutIndividual) throw Problem.at(AboutAnIndividual, '/aboutIndividual', 'A request is about matters in general. If a child may be harmed, report it to the social welfare board.');
}
