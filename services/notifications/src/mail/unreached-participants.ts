import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, UnreachedParticipants, type Output } from '@knutpunkt/contracts';
import { decide, Freshness } from '@knutpunkt/access';
import { audit, Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';

type Item = Output<typeof UnreachedParticipants>['items'][number];
interface Row { readonly id: string; readonly group_id: string | null; readonly group_level: string; readonly organiser_id: string; readonly sight: 'content' | 'shell' }

/** Which participants the mails of a meeting do not reach: for those who lead it, and see who takes part. */
@Controller()
export class UnreachedParticipantsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(UnreachedParticipants)
  unreached({ caller, input }: Call<typeof UnreachedParticipants>): Promise<Output<typeof UnreachedParticipants>> {
    return this.db.as(caller, async (tx) => {
      const [meeting] = await tx.query<Row>("select id, group_id, group_level, organiser_id, sight_of(id) as sight from matters where id = $1 and kind = 'meeting'", [input.meetingId]);
      if (!meeting?.sight) throw new Problem(NotFound);
      if (meeting.sight !== 'content' || !decide(tx.actor, 'meeting.unreached', { groupId: meeting.group_id, organiserId: meeting.organiser_id })) throw new Problem(NotAllowed);
      if (meeting.group_level === 'INDIVIDUAL') {
        this.freshness.require();
        await audit(tx, { action: 'meeting.unreached', objectId: meeting.id });
      }
      return { items: await tx.query<Item & Record<string, unknown>>('select participant_id as "participantId", mail, why from unreached_of($1)', [meeting.id]) };
    });
  }
}
