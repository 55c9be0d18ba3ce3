import { Controller } from '@nestjs/common';
import { ChangePresence, PresenceChanged, Problem, RecordGuest, RecordPresence, RemovePresence, UnknownAttendee, type AgendaView, type Guest, type PresenceView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { AgendaChanging } from '../agenda/agenda-changing.js';
import { requireText, type AgendaRow } from '../agenda/agenda.js';
import { agendaView } from '../agenda/agenda-view.js';
import { newId } from '../items/tell-item.js';
import { requireAttendee, requireOrder } from './attendee.js';
import { changedPresence as view, onePresence, versionOf } from './presence-rows.js';

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

  @Handles(RecordGuest)
  recordGuest(call: Call<typeof RecordGuest>): Promise<PresenceView> {
    const { name, organisation, from, to } = call.input;
    const id = newId();
    return this.changing.change(call, { objectId: id, event: PresenceChanged, what: 'presence-recorded', view, work: async (tx, agenda) => {
      requireOrder(call.input);
      requireText(agenda);
      refuseIdentityNumbers({ name, organisation });
      await tx.query('insert into presences (id, agenda_id, guest_name, guest_organisation, from_at, to_at) values ($1, $2, $3, $4, $5, $6)', [id, agenda.id, name, organisation, from, to]);
    } });
  }

  @Handles(ChangePresence)
  change(call: Call<typeof ChangePresence>): Promise<PresenceView> {
    const { presenceId, from, to, guest } = call.input;
    return this.changing.change(call, { objectId: presenceId, event: PresenceChanged, what: 'presence-changed', seen: seen(call), view, work: async (tx, agenda) => {
      requireOrder(call.input);
      if (guest) await rename(tx, agenda, { presenceId, guest });
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
  requireVersion(call, versionOf(await onePresence(tx, agenda.id, call.input.presenceId)));
};

async function rename(tx: ActorTx, agenda: AgendaRow, { presenceId, guest }: { presenceId: string; guest: Guest }): Promise<void> {
  const { person_id } = await onePresence(tx, agenda.id, presenceId);
  if (person_id !== null) throw Problem.at(UnknownAttendee, '/guest', 'Somebody of the directory is called as the directory says.');
  requireText(agenda);
  refuseIdentityNumbers({ 'guest/name': guest.name, 'guest/organisation': guest.organisation });
  await tx.query('update presences set guest_name = $2, guest_organisation = $3 where id = $1', [presenceId, guest.name, guest.organisation]);
}
