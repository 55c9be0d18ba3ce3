import { Controller } from '@nestjs/common';
import { MeetingHistory, NotAllowed, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { Freshness, namesOf, present } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenMeeting } from './reading/meeting-rows.js';

/** More than this nobody reads; the answer says that there is more. */
const most = 500;

interface Change { readonly at: Date; readonly by_person_id: string | null; readonly what: 'scheduled'; readonly starts_at: Date | null; readonly ends_at: Date | null; readonly place: string | null; readonly answer: 'yes' | null; readonly names: { person_id: string | null; function_id: string | null }[] }

@Controller()
export class MeetingHistoryHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(MeetingHistory)
  history({ caller, input }: Call<typeof MeetingHistory>): Promise<Output<typeof MeetingHistory>> {
    return this.db.as(caller, async (tx) => {
      const meeting = await seenMeeting(tx, input.meetingId);
      if (!meeting) throw new Problem(NotFound);
      if (meeting.title === null) throw new Problem(NotAllowed);
      if (meeting.group_level === 'INDIVIDUAL') {
        this.freshness.require();
        await audit(tx, { action: 'meeting.history', objectId: meeting.id });
      }
      const changes = await changesOf(tx, meeting.id);
      return { items: changes.slice(0, most), more: changes.length > most };
    });
  }
}

async function changesOf(tx: ActorTx, meetingId: string): Promise<Output<typeof MeetingHistory>['items']> {
  const changes = await tx.query<Change>(
    `select c.*, coalesce((select jsonb_agg(jsonb_build_object('person_id', p.person_id, 'function_id', p.function_id)) from participants p where p.id = any(c.participant_ids)), '[]') as names
       from meeting_changes c where c.meeting_id = $1 order by c.at desc, c.id desc limit ${most + 1}`, [meetingId]);
  const told = changes.flatMap((c) => c.names);
  const names = await namesOf(tx, { people: present([...changes.map((c) => c.by_person_id), ...told.map((t) => t.person_id)]), functions: present(told.map((t) => t.function_id)) });
  return changes.map((c) => ({
    at: c.at.toISOString(), by: c.by_person_id ? names.person(c.by_person_id) : null, what: c.what, startsAt: c.starts_at?.toISOString() ?? null, endsAt: c.ends_at?.toISOString() ?? null,
    place: c.place, answer: c.answer, names: c.names.map((n) => names.participant(n)),
  }));
}
