import { Controller } from '@nestjs/common';
import { EditDraft, type ReferralView } from '@knutpunkt/contracts';
import { audit } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Moving } from './moving.js';
import { receiverOf } from './referral/receiver.js';

@Controller()
export class EditDraftHandler {
  constructor(private readonly moving: Moving) {}

  @Handles(EditDraft)
  edit(call: Call<typeof EditDraft>): Promise<ReferralView> {
    const { title, body, functionId, replyWithin, agendaItemId } = call.input;
    return this.moving.change(call, { act: 'edit', action: 'referral.send' }, async (tx, { referral }) => {
      refuseIdentityNumbers({ title, body });
      const receiver = await receiverOf(tx, functionId, referral.sender_organisation_id);
      await tx.query('update referrals set function_id = $2, receiver_authority_id = $3, receiver_organisation_id = $4, reply_within = $5 where id = $1',
        [referral.id, functionId, receiver.authority_id, receiver.organisation_id, replyWithin]);
      await tx.query("update referral_texts set title = $2, body = $3 where referral_id = $1 and kind = 'request'", [referral.id, title, body]);
      if (agendaItemId) await tx.query('select link_item($1, $2)', [referral.id, agendaItemId]);
      if (agendaItemId === null) await tx.query('delete from referral_links where referral_id = $1', [referral.id]);
      await tx.query('select touch_sides($1)', [referral.id]);
      await audit(tx, { action: 'referral.edited', objectId: referral.id });
    });
  }
}
