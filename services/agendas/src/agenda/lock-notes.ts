import { Controller } from '@nestjs/common';
import { LockNotes, NotesLocked, type AgendaView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { remindAt } from '@knutpunkt/messaging';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { requireStarted } from './agenda.js';
import { AgendaChanging } from './agenda-changing.js';
import { agendaView } from './agenda-view.js';

@Controller()
export class LockNotesHandler {
  constructor(private readonly changing: AgendaChanging, private readonly freshness: Freshness) {}

  @Handles(LockNotes)
  lock(call: Call<typeof LockNotes>): Promise<AgendaView> {
    const { now, input: { meetingId } } = call;
    const { freshness } = this;
    return this.changing.change(call, {
      objectId: meetingId, event: NotesLocked, what: 'notes-locked',
      seen: async (tx) => requireVersion(call, (await agendaView(tx, meetingId, { now, freshness })).version),
      work: async (tx, agenda) => {
        requireStarted(agenda, now);
        await tx.query("update agendas set status = 'locked', locked_at = $2, locked_by = $3 where id = $1", [meetingId, now, tx.actor.personId]);
        await remindAt(tx, { kind: 'carry', subjectId: meetingId, at: now });
      },
      view: (tx) => agendaView(tx, meetingId, { now, freshness }),
    });
  }
}
