import * as z from 'zod';
import { event } from '../event.js';
import { Id, Instant } from '../text.js';
import { ActionState, DueDate } from '../operations/actions.js';
import { AgendaStatus, ItemReach, ItemState } from '../operations/agendas.js';
import { GroupLevel } from '../operations/directory.js';
import { AudienceRow } from './audience.js';

const about = { meetingId: Id, groupId: Id.nullable(), groupLevel: GroupLevel };

/** An agenda without its items; its key is the meeting's id. */
export const AgendaFacts = z.object({ ...about, status: AgendaStatus, startsAt: Instant, endsAt: Instant, leaders: z.array(Id), audiences: z.array(AudienceRow), /** Who takes part, and who was there, is for those who lead alone; absent where it is for all. */ listHidden: z.boolean().optional() });
/**
 * An item without its texts. Content audiences are exactly those who may read it when it is told: where it is addressed to some authorities, their participants one by one.
 * Shell audiences may know that there is an item, and no more: while it is not on the agenda, those are the leaders who may not read it. Who is in neither must not notice.
 */
export const ItemFacts = z.object({ ...about, id: Id, state: ItemState, reach: ItemReach, proposerId: Id.nullable(), presenterId: Id.nullable(), leaders: z.array(Id), audiences: z.array(AudienceRow) });
/** An action without its text; its content audiences may read it: its owner, whom it is offered to, and those who read the item that it came from. */
export const ActionFacts = z.object({
  ...about, id: Id, itemId: Id, state: ActionState, due: DueDate, ownerPersonId: Id.nullable(), ownerFunctionId: Id.nullable(), offeredPersonId: Id.nullable(), offeredFunctionId: Id.nullable(),
  givenBy: Id, audiences: z.array(AudienceRow),
});
export type AgendaFacts = z.infer<typeof AgendaFacts>;
export type ItemFacts = z.infer<typeof ItemFacts>;
export type ActionFacts = z.infer<typeof ActionFacts>;

const agenda = z.object({ agenda: AgendaFacts });
const item = z.object({ item: ItemFacts });
const action = z.object({ action: ActionFacts });

export const AgendaOpened = event('agendas', 'agenda', 'opened', 1, agenda);
export const AgendaClosed = event('agendas', 'agenda', 'closed', 1, agenda);
export const NotesLocked = event('agendas', 'agenda', 'notes-locked', 1, agenda);
export const PresenceChanged = event('agendas', 'agenda', 'presence-changed', 1, agenda);

export const ItemProposed = event('agendas', 'item', 'proposed', 1, item);
export const ItemTakenUp = event('agendas', 'item', 'taken-up', 1, item);
export const ItemDeclined = event('agendas', 'item', 'declined', 1, item);
export const ItemWithdrawn = event('agendas', 'item', 'withdrawn', 1, item);
/** Something that its readers see anew: nobody is told of it but by the live stream. */
export const ItemChanged = event('agendas', 'item', 'changed', 1, z.object({ item: ItemFacts, what: z.enum(['edited', 'addressed', 'moved', 'treated', 'postponed', 'noted', 'outcome']) }));
/** Open at an earlier meeting of the group, now on this one's agenda. */
export const ItemCarried = event('agendas', 'item', 'carried', 1, z.object({ item: ItemFacts, fromMeetingId: Id }));
export const NotesCorrected = event('agendas', 'item', 'notes-corrected', 1, item);
/** Somebody began or stopped typing its notes: who, is nowhere in it. */
export const WritingChanged = event('agendas', 'item', 'writing-changed', 1, item);

export const ActionGiven = event('agendas', 'action', 'given', 1, action);
export const ActionHandedOver = event('agendas', 'action', 'handed-over', 1, action);
export const ActionAccepted = event('agendas', 'action', 'accepted', 1, action);
export const ActionOfferDeclined = event('agendas', 'action', 'offer-declined', 1, action);
export const ActionDone = event('agendas', 'action', 'done', 1, action);
export const ActionNotDone = event('agendas', 'action', 'not-done', 1, action);
/** Before the day: `tell` names the people and functions to remind. */
export const ActionReminded = event('agendas', 'action', 'reminded', 1, z.object({ action: ActionFacts, tell: z.array(Id) }));
/** After the day: first the owner, then the one who coordinates. */
export const ActionLate = event('agendas', 'action', 'late', 1, z.object({ action: ActionFacts, tell: z.array(Id), to: z.enum(['owner', 'coordinator']) }));

export const agendaEvents = [
  AgendaOpened, AgendaClosed, NotesLocked, PresenceChanged, ItemProposed, ItemTakenUp, ItemDeclined, ItemWithdrawn, ItemChanged, ItemCarried, NotesCorrected, WritingChanged,
  ActionGiven, ActionHandedOver, ActionAccepted, ActionOfferDeclined, ActionDone, ActionNotDone, ActionReminded, ActionLate,
] as const;
