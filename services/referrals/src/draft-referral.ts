import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AboutAnIndividual, DraftReferral, NotAllowed, Problem, type ReferralView } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
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
    const referral = {
      id, kind, sender_unit_id: actor.unitId, sender_authority_id: actor.authorityId, sender_organisation_id: actor.organisationId, sender_person_id: actor.personId,
      function_id: functionId, receiver_authority_id: receiver.authority_id, receiver_organisation_id: receiver.organisation_id, reply_within: replyWithin, created_at: now,
    };
    const text = { id: v7(), referral_id: id, kind: 'request', title, body, at: now, by_person_id: actor.personId };
    await tx.query('select write_draft($1)', [JSON.stringify({ referral, text, sideId: v7(), assuranceLevel: actor.assuranceLevel })]);
    if (agendaItemId) await tx.query('select link_item($1, $2)', [id, agendaItemId]);
  }
}

/** Throws AboutAnIndividual before anything is stored: what concerns a person takes a legal basis that a request does not have. */
function requireNotAboutIndividual({ aboutIndividual }: { aboutIndividual: boolean }): void {
  if (aboutIndividual) throw Problem.at(AboutAnIndividual, '/aboutIndividual', 'A request is about matters in general. If a child may be harmed, report it to the social welfare board.');
}
