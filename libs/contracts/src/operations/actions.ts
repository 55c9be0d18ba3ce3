import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Cursor, Id, Instant, line, prose } from '../text.js';
import { FunctionRef, PersonRef } from './directory.js';
import { TextInIndividualGroup } from './meetings.js';

export const ActionState = z.enum(['open', 'offered', 'done', 'not-done']);
/** A calendar date in Sweden; something due that day is late from the next. */
export const DueDate = z.iso.date();

export const AgendaLocked = problem('agenda-locked', 409, 'The notes are locked; a correction takes a reason');
export const AgendaCancelled = problem('agenda-cancelled', 409, 'The meeting is cancelled');
export const UnknownOwner = problem('unknown-owner', 422, 'The owner is not known, has left, or may not read the item');
export const OwnerMissing = problem('owner-missing', 422, 'An action is given to a function, a person, or both');

const owner = z.object({ person: PersonRef.nullable(), function: FunctionRef.nullable() });
export const ActionView = z.object({
  id: Id, version: z.string(), state: ActionState, text: z.string(), due: DueDate, late: z.boolean(),
  owner,
  /** "utan ägare": whoever had it has left, and nobody holds the function. */
  ownerless: z.boolean(),
  /** Whom it is offered to, until that one accepts or declines. */
  offeredTo: owner.nullable(),
  meeting: z.object({
    id: Id, startsAt: Instant,
    /** Its group; `woundUp` that there is none any more, `windingUp` that there soon is none: the action stays with whoever has it. */
    group: z.object({ id: Id, name: z.string(), woundUp: z.boolean(), windingUp: z.boolean().default(false) }).nullable(),
    /** Whether the viewer sees its agenda still. */
    seen: z.boolean(),
  }),
  itemId: Id,
  /** Why it was not done, or why an offer was declined. */
  reason: z.string().nullable(), settledAt: Instant.nullable(), mine: z.boolean(), may: z.array(z.string()),
});
export type ActionView = z.infer<typeof ActionView>;

const whom = { functionId: Id.nullable().default(null), personId: Id.nullable().default(null) };
const ofAction = z.strictObject({ actionId: Id });
const changing = [NotFound, VersionMissing, Stale, WrongState, AccessNotFresh];
const page = { state: z.enum(['open', 'settled']).default('open'), limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() };
const ActionPage = z.object({ items: z.array(ActionView), next: z.string().nullable() });

export const GiveAction = operation({
  name: 'GiveAction', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/actions', action: 'item.keep', status: 201, summary: 'Gives somebody something to do: a function, a person, or a person of a function; and a day',
  input: z.strictObject({ meetingId: Id, itemId: Id, text: prose(1000).pipe(z.string().min(1)), due: DueDate, ...whom }), output: ActionView,
  problems: [NotFound, WrongState, AgendaLocked, AgendaCancelled, UnknownOwner, OwnerMissing, PersonalIdentityNumber, TextInIndividualGroup, AccessNotFresh],
});
export const MyActions = operation({
  name: 'MyActions', service: 'agendas', method: 'GET', path: '/actions', action: 'action.list', summary: 'What I have promised, myself or for a function that I hold, across meetings and groups; soonest due first',
  input: z.strictObject(page), output: ActionPage,
});
export const GroupActions = operation({
  name: 'GroupActions', service: 'agendas', method: 'GET', path: '/actions/of-group/{groupId}', action: 'action.list', summary: 'What a group\'s meetings gave, as much of it as I may see; soonest due first',
  input: z.strictObject({ groupId: Id, ...page }), output: ActionPage,
});
export const ActionDetails = operation({
  name: 'ActionDetails', service: 'agendas', method: 'GET', path: '/actions/{actionId}', action: 'action.list', summary: 'An action',
  input: ofAction, output: ActionView, problems: [NotFound, AccessNotFresh],
});
export const CompleteAction = operation({
  name: 'CompleteAction', service: 'agendas', method: 'POST', path: '/actions/{actionId}/done', action: 'action.settle', ifMatch: true, summary: 'It is done',
  input: ofAction, output: ActionView, problems: changing,
});
export const LeaveActionUndone = operation({
  name: 'LeaveActionUndone', service: 'agendas', method: 'POST', path: '/actions/{actionId}/not-done', action: 'action.settle', ifMatch: true, summary: 'It will not be done, and why',
  input: z.strictObject({ actionId: Id, reason: line(500) }), output: ActionView, problems: [...changing, PersonalIdentityNumber],
});
export const HandOverAction = operation({
  name: 'HandOverAction', service: 'agendas', method: 'POST', path: '/actions/{actionId}/hand-over', action: 'action.settle', ifMatch: true, summary: 'Offers it to somebody else, who accepts or declines',
  input: z.strictObject({ actionId: Id, ...whom }), output: ActionView, problems: [...changing, UnknownOwner, OwnerMissing],
});
export const AcceptAction = operation({
  name: 'AcceptAction', service: 'agendas', method: 'POST', path: '/actions/{actionId}/accept', action: 'action.answer', ifMatch: true, summary: 'Takes over what was offered',
  input: ofAction, output: ActionView, problems: changing,
});
export const DeclineAction = operation({
  name: 'DeclineAction', service: 'agendas', method: 'POST', path: '/actions/{actionId}/decline', action: 'action.answer', ifMatch: true, summary: 'Does not take it over, and why; it stays with its owner',
  input: z.strictObject({ actionId: Id, reason: line(500) }), output: ActionView, problems: [...changing, PersonalIdentityNumber],
});
