import { Controller } from '@nestjs/common';
import { ChangePresence, LeavesBeforeComing, NotFound, PresenceChanged, Problem, RecordPresence, RemovePresence, UnknownAttendee, type AgendaView, type PresenceView } from '@knutpunkt/contracts';
import { Freshness, namesOf, present } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { AgendaChanging } from '../agenda/agenda-changing.js';
import type { AgendaRow } from '../agenda/agenda.js';
import { agendaView } from '../agenda/agenda-view.js';
import { newId } from '../items/tell-item.js';
import { presenceView, type PresenceRow } from './presence-rows.js';

@Controller()
export class PresenceHandler {
  constructor(private readonly changing: AgendaChanging, private readonly freshness: Freshness) {}

  @Handles(RecordPresence)
  record(call: Call<typeof RecordPresence>): Promise<PresenceView> {
    const { personId, substituteForId, from, to } = call.input;
    const id = newId();
    return this.changing.change(call, { objectId: id, event: PresenceChanged, what: 'presence-recorded', view, work: async (tx, agenda) => {
      requireOrder(call.input);
      await requireAttendee(tx, agenda.id, { personId, substituteForId });
      await tx.query('insert into presences (id, agenda_id, person_id, substitute_for_id, from_at, to_at) values ($1, $2, $3, $4, $5, $6)', [id, agenda.id, personId, substituteForId, from, to]);
    } });
  }

  @Handles(ChangePresence)
  change(call: Call<typeof ChangePresence>): Promise<PresenceView> {
    const { presenceId, from, to } = call.input;
    return this.changing.change(call, { objectId: presenceId, event: PresenceChanged, what: 'presence-changed', seen: seen(call), view, work: async (tx) => {
      requireOrder(call.input);
      await tx.query('update presences set from_at = $2, to_at = $3, version = version + 1 where id = $1', [presenceId, from, to]);
    } });
  }

  @Handles(RemovePresence)
  remove(call: Call<typeof RemovePresence>): Promise<AgendaView> {
    const { presenceId, meetingId } = call.input;
    return this.changing.change(call, {
      objectId: presenceId, event: PresenceChanged, what: 'presence-removed', seen: seen(call), view: (tx) => agendaView(tx, meetingId, { now: call.now, freshness: this.freshness }),
      work: async (tx) => void (await tx.query('update presences set removed_at = $2, version = version + 1 where id = $1', [presenceId, call.now])),
    });
  }
}

const seen = (call: Call<typeof ChangePresence> | Call<typeof RemovePresence>) => async (tx: ActorTx, agenda: AgendaRow): Promise<void> => {
  const [row] = await tx.query<PresenceRow>('select * from presences where id = $1 and agenda_id = $2 and removed_at is null', [call.input.presenceId, agenda.id]);
  if (!row) throw new Problem(NotFound);
  requireVersion(call, `p${row.version}`);
};

async function view(tx: ActorTx, _agenda: AgendaRow, id: string): Promise<PresenceView> {
  const [row] = await tx.query<PresenceRow>('select * from presences where id = $1', [id]);
  return presenceView(row!, await namesOf(tx, { people: present([row!.person_id, row!.substitute_for_id]) }), ['change', 'remove']);
}

function requireOrder({ from, to }: { from: string; to: string | null }): void {
  if (to && new Date(to) <= new Date(from)) throw Problem.at(LeavesBeforeComing, '/to', 'Somebody leaves after coming.');
}

/** Whoever comes works at an authority that takes part; a substitute comes for somebody who was called. */
async function requireAttendee(tx: ActorTx, agendaId: string, { personId, substituteForId }: { personId: string; substituteForId: string | null }): Promise<void> {
  const known = await tx.query(
    `select from people p where p.id = $2 and p.status = 'active' and p.authority_id in (
       select coalesce(q.authority_id, f.authority_id) from participants t left join people q on q.id = t.person_id left join functions f on f.id = t.function_id where t.agenda_id = $1)`, [agendaId, personId]);
  if (!known.length) throw Problem.at(UnknownAttendee, '/personId', 'This person does not work at an authority that takes part.');
  const called = !substituteForId || (await tx.query('select from participants where agenda_id = $1 and person_id = $2', [agendaId, substituteForId])).length > 0;
  if (!called) throw Problem.at(UnknownAttendee, '/substituteForId', 'This person was not called.');
}
