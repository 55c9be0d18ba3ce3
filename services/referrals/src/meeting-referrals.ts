import { Controller } from '@nestjs/common';
import { MeetingReferrals, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { commonOf, shownColumns, shownJoins, type Shown } from './reading/referral-view.js';

/** The policies leave of the items those that the actor reads, and of the requests those of the actor's side; whoever is on both sides sees it as its sender. */
const linked = `
  select distinct on (r.created_at, r.id) ${shownColumns} from referrals r join sides s on s.referral_id = r.id and s.ended_at is null ${shownJoins}
   where l.agenda_item_id in (select i.item_id from agenda_readers i where i.meeting_id = $1) order by r.created_at, r.id, s.role = 'receiver' limit 200`;

@Controller()
export class MeetingReferralsHandler {
  constructor(private readonly db: Db) {}

  @Handles(MeetingReferrals)
  ofMeeting({ caller, input, now }: Call<typeof MeetingReferrals>): Promise<Output<typeof MeetingReferrals>> {
    return this.db.as(caller, async (tx) => {
      const rows = await tx.query<Shown>(linked, [input.meetingId]);
      return { items: rows.flatMap((row) => (row.agenda_item_id ? [{ agendaItemId: row.agenda_item_id, referral: commonOf(row, now) }] : [])) };
    });
  }
}
