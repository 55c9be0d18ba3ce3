import { Controller } from '@nestjs/common';
import { DescribeMeeting, MeetingDescribed, Problem, WrongState, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call, refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireNoTextAtIndividualLevel } from './meeting/meeting.js';

@Controller()
export class DescribeMeetingHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(DescribeMeeting)
  describe(call: Call<typeof DescribeMeeting>): Promise<MeetingView> {
    const { title, about, listHidden } = call.input;
    return this.changing.change(call, 'meeting.describe', async (tx, row) => {
      if (row.status === 'cancelled') throw new Problem(WrongState, { from: row.status, to: row.status, allowed: [] });
      requireNoTextAtIndividualLevel(row.group_level, { title, about });
      refuseIdentityNumbers({ title, about });
      await tx.query('update meeting_contents set title = $2, about = $3, version = version + 1 where meeting_id = $1', [row.id, title, about]);
      if (listHidden !== undefined) await tx.query('update meetings set list_hidden = $2 where id = $1', [row.id, listHidden]);
      return { event: MeetingDescribed, data: {}, what: 'described' };
    });
  }
}
