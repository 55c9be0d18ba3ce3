import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Id, Instant, line, prose } from '../text.js';
import { AuthorityRef, FunctionRef, GroupLevel, PersonRef } from './directory.js';
import { ParticipantList, TextInIndividualGroup } from './meetings.js';
import { ActionView, AgendaCancelled, AgendaLocked } from './actions.js';

export const AgendaStatus = z.enum(['open', 'locked', 'cancelled']);
export const ItemState = z.enum(['proposed', 'taken-up', 'declined', 'withdrawn', 'treated', 'postponed']);
export const ItemType = z.enum(['information', 'discussion', 'decision', 'follow-up']);
/** Who reads an item: every participant; some, and the others see that there is one (marked); some, and to the others it does not exist (hidden). */
export const ItemReach = z.enum(['all', 'marked', 'hidden']);

export const NotesNotLocked = problem('notes-not-locked', 409, 'The notes are not locked yet: edit them');
export const MeetingNotStarted = problem('meeting-not-started', 409, 'The meeting has not started');
export const UnknownAuthority = problem('unknown-authority', 422, 'An addressed authority does not take part');
export const OwnAuthorityReads = problem('own-authority-reads', 422, 'The one who addresses an item is among its readers');
export const SecretaryCannotSee = problem('secretary-cannot-see', 422, 'An item that the secretary may not read can be marked, not hidden');
export const UnknownPresenter = problem('unknown-presenter', 422, 'The presenter does not take part, or may not read the item');
export const UnknownAttendee = problem('unknown-attendee', 422, 'The person does not belong to an authority that takes part');
export const TemplateUsed = problem('template-used', 409, 'The template is already in the agenda');
export const LeavesBeforeComing = problem('leaves-before-coming', 422, 'Somebody leaves before coming');

export const NotesView = z.object({ version: z.string(), text: z.string(), at: Instant.nullable(), by: PersonRef.nullable(), correction: z.string().nullable() });
export type NotesView = z.infer<typeof NotesView>;
export const OutcomeView = z.object({ id: Id, version: z.string(), kind: z.enum(['information', 'decision']), text: z.string(), by: z.string(), may: z.array(z.string()) });
export const ItemContent = z.object({
  title: z.string(), background: z.string(), type: ItemType, minutes: z.number().int().nullable(), presenter: PersonRef.nullable(), proposer: PersonRef.nullable(),
  /** Null where every participant reads it. */
  addressees: z.array(AuthorityRef).nullable(),
  /** The text of a standing item comes from the client where this is set: such a meeting holds no text. */
  standard: z.enum(['opening', 'matters', 'follow-up', 'next-meeting']).nullable(),
  carriedFrom: z.object({ meetingId: Id, startsAt: Instant }).nullable(),
  /** It is open and does not go on, because nobody who leads the group's next meeting may read it: for those who lead this one. */
  waits: z.boolean(), declineReason: z.string().nullable(),
  notes: NotesView, outcomes: z.array(OutcomeView), actions: z.array(ActionView),
});
export const ItemView = z.object({
  id: Id, version: z.string(), state: ItemState,
  /** § in this viewer's own numbering, without gaps; null for what is not on the agenda. */
  number: z.number().int().nullable(),
  reach: ItemReach,
  /** Null: "ej för er organisation". */
  content: ItemContent.nullable(), may: z.array(z.string()),
});
export type ItemView = z.infer<typeof ItemView>;
/** Somebody without an account, as it was typed: at general level only. */
export const Guest = z.object({ name: line(120), organisation: line(120) });
export type Guest = z.infer<typeof Guest>;
/** Either `person` or `guest` is there. */
export const PresenceView = z.object({
  id: Id, version: z.string(), person: PersonRef.nullable(), guest: z.object({ name: z.string(), organisation: z.string() }).nullable(), substituteFor: PersonRef.nullable(), from: Instant, to: Instant.nullable(), may: z.array(z.string()),
});
export type PresenceView = z.infer<typeof PresenceView>;
export const AgendaView = z.object({
  meetingId: Id,
  /** Of what this viewer sees: it never moves because of what only others see. */
  version: z.string(),
  status: AgendaStatus, groupLevel: GroupLevel, group: z.object({ id: Id, name: z.string() }).nullable(), startsAt: Instant, endsAt: Instant, zone: z.string(), place: z.string(),
  lockedAt: Instant.nullable(), lockedBy: PersonRef.nullable(),
  items: z.array(ItemView), proposals: z.array(ItemView), order: z.object({ version: z.string() }),
  /** Minutes of the items that this viewer reads, against the meeting's length. */
  minutes: z.object({ planned: z.number().int(), meeting: z.number().int() }),
  presence: z.array(PresenceView), list: ParticipantList,
  /** What the group's earlier meetings gave and is not done yet. */
  openActions: z.array(ActionView),
  /** The authorities that take part: whom an item can be addressed to. */
  authorities: z.array(AuthorityRef), people: z.array(PersonRef), functions: z.array(FunctionRef), may: z.array(z.string()),
});
export type AgendaView = z.infer<typeof AgendaView>;

const ofMeeting = { meetingId: Id };
const ofItem = { meetingId: Id, itemId: Id };
const changing = [NotFound, VersionMissing, Stale, WrongState, AgendaLocked, AgendaCancelled, AccessNotFresh];
const texts = [PersonalIdentityNumber, TextInIndividualGroup];
const contents = { title: line(150), background: prose(4000).default(''), type: ItemType, minutes: z.number().int().min(1).max(600).nullable().default(null), presenterId: Id.nullable().default(null) };
const addressing = { reach: ItemReach.default('all'), authorities: z.array(Id).max(50).default([]) };

export const AgendaDetails = operation({
  name: 'AgendaDetails', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}', action: 'agenda.read', summary: 'The agenda and notes of a meeting, as much as I may see',
  input: z.strictObject(ofMeeting), output: AgendaView, problems: [NotFound, AccessNotFresh],
});
export const AgendaAs = operation({
  name: 'AgendaAs', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}/as/{authorityId}', action: 'agenda.lead', summary: 'What of the agenda that I see another authority\'s participants see',
  input: z.strictObject({ ...ofMeeting, authorityId: Id }), output: AgendaView, problems: [NotFound, UnknownAuthority, AccessNotFresh],
});
export const AgendaTemplates = operation({
  name: 'AgendaTemplates', service: 'agendas', method: 'GET', path: '/agenda-templates', action: 'agenda.read', summary: 'Standing agendas to begin from',
  input: z.strictObject({}), output: z.object({ items: z.array(z.object({ code: z.string(), name: z.string(), titles: z.array(z.string()) })) }),
});
export const UseTemplate = operation({
  name: 'UseTemplate', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/template', action: 'agenda.lead', summary: 'Adds a template\'s standing items; the group\'s coming meetings begin with it',
  input: z.strictObject({ ...ofMeeting, template: z.string().max(40) }), output: AgendaView, problems: [...changing, TemplateUsed, TextInIndividualGroup],
});
export const ProposeItem = operation({
  name: 'ProposeItem', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items', action: 'item.propose', status: 201, summary: 'Proposes an item, for all participants or for some authorities',
  input: z.strictObject({ ...ofMeeting, ...contents, ...addressing }), output: ItemView, problems: [...changing, ...texts, UnknownAuthority, OwnAuthorityReads, SecretaryCannotSee, UnknownPresenter],
});
export const EditItem = operation({
  name: 'EditItem', service: 'agendas', method: 'PUT', path: '/agendas/{meetingId}/items/{itemId}', action: 'item.edit', ifMatch: true, summary: 'Changes an item\'s text, type, minutes or presenter',
  input: z.strictObject({ ...ofItem, ...contents }), output: ItemView, problems: [...changing, ...texts, UnknownPresenter],
});
export const AddressItem = operation({
  name: 'AddressItem', service: 'agendas', method: 'PUT', path: '/agendas/{meetingId}/items/{itemId}/addressees', action: 'item.edit', ifMatch: true, summary: 'Changes who reads an item',
  input: z.strictObject({ ...ofItem, reach: ItemReach, authorities: addressing.authorities }), output: ItemView, problems: [...changing, TextInIndividualGroup, UnknownAuthority, OwnAuthorityReads, SecretaryCannotSee],
});
const step = <N extends string>(name: N, verb: string, action: string, summary: string) => operation({
  name, service: 'agendas', method: 'POST', path: `/agendas/{meetingId}/items/{itemId}/${verb}`, action, ifMatch: true, summary, input: z.strictObject(ofItem), output: ItemView, problems: changing,
});
export const TakeUpItem = step('TakeUpItem', 'take-up', 'item.lead', 'Takes a proposed item up on the agenda');
export const WithdrawItem = step('WithdrawItem', 'withdraw', 'item.withdraw', 'Takes one\'s own item back');
export const TreatItem = step('TreatItem', 'treat', 'item.keep', 'Marks an item as treated at the meeting');
export const PostponeItem = step('PostponeItem', 'postpone', 'item.keep', 'Puts an item off to the group\'s next meeting');
export const DeclineItem = operation({
  name: 'DeclineItem', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/decline', action: 'item.lead', ifMatch: true, summary: 'Declines an item, with a reason that its readers see; without one in an individual-level group, whose agenda takes no text',
  input: z.strictObject({ ...ofItem, reason: line(500).nullable().default(null) }), output: ItemView, problems: [...changing, ...texts],
});

/** The order is a resource of its own, with a version of its own: of what this viewer sees of it. */
export const OrderView = z.object({ meetingId: Id, version: z.string(), items: z.array(z.object({ id: Id, number: z.number().int() })), may: z.array(z.string()) });
export type OrderView = z.infer<typeof OrderView>;
export const AgendaOrder = operation({
  name: 'AgendaOrder', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}/order', action: 'agenda.read', summary: 'The order of the items that I see',
  input: z.strictObject(ofMeeting), output: OrderView, problems: [NotFound, AccessNotFresh],
});
export const MoveItem = operation({
  name: 'MoveItem', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/order', action: 'agenda.lead', ifMatch: true, summary: 'Moves an item up, down or to a place (§) in my numbering; If-Match is the order\'s version',
  input: z.strictObject({ ...ofItem, to: z.union([z.enum(['up', 'down']), z.number().int().min(1).max(500)]) }), output: OrderView, problems: changing,
});

export const WriteNotes = operation({
  name: 'WriteNotes', service: 'agendas', method: 'PUT', path: '/agendas/{meetingId}/items/{itemId}/notes', action: 'item.keep', ifMatch: true, summary: 'Saves an item\'s notes. If-Match is the notes\' version; a stale one is answered with `theirs` and `yours`',
  input: z.strictObject({ ...ofItem, text: prose(20_000) }), output: NotesView, problems: [...changing, ...texts],
});
export const CorrectNotes = operation({
  name: 'CorrectNotes', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/notes/correct', action: 'item.keep', ifMatch: true, summary: 'Corrects locked notes: a new version, with its reason',
  input: z.strictObject({ ...ofItem, text: prose(20_000), reason: line(500) }), output: NotesView, problems: [...changing, ...texts, NotesNotLocked],
});
export const NotesVersions = operation({
  name: 'NotesVersions', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}/items/{itemId}/notes/versions', action: 'agenda.read', summary: 'The locked notes and each correction, newest first',
  input: z.strictObject(ofItem), output: z.object({ items: z.array(NotesView) }), problems: [NotFound, AccessNotFresh],
});
const outcome = { kind: z.enum(['information', 'decision']), text: prose(4000).pipe(z.string().min(1)), by: prose(200).default('') };
export const AddOutcome = operation({
  name: 'AddOutcome', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/outcomes', action: 'item.keep', status: 201, summary: 'Notes what an item led to: information, or a decision and by whom',
  input: z.strictObject({ ...ofItem, ...outcome }), output: ItemView, problems: [...changing, ...texts],
});
export const ChangeOutcome = operation({
  name: 'ChangeOutcome', service: 'agendas', method: 'PUT', path: '/agendas/{meetingId}/items/{itemId}/outcomes/{outcomeId}', action: 'item.keep', ifMatch: true, summary: 'Changes an outcome; If-Match is the outcome\'s version',
  input: z.strictObject({ ...ofItem, outcomeId: Id, ...outcome }), output: ItemView, problems: [...changing, ...texts],
});
export const RemoveOutcome = operation({
  name: 'RemoveOutcome', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/outcomes/{outcomeId}/remove', action: 'item.keep', ifMatch: true, summary: 'Takes an outcome away before the notes are locked',
  input: z.strictObject({ ...ofItem, outcomeId: Id }), output: ItemView, problems: changing,
});

export const RecordPresence = operation({
  name: 'RecordPresence', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/presence', action: 'agenda.lead', status: 201, summary: 'Notes who is present, from when, and for whom as a substitute',
  input: z.strictObject({ ...ofMeeting, personId: Id, substituteForId: Id.nullable().default(null), from: Instant, to: Instant.nullable().default(null) }), output: PresenceView, problems: [...changing, UnknownAttendee, LeavesBeforeComing],
});
export const RecordGuest = operation({
  name: 'RecordGuest', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/guests', action: 'agenda.lead', status: 201, summary: 'Notes somebody without an account as present, by name and organisation',
  input: z.strictObject({ ...ofMeeting, ...Guest.shape, from: Instant, to: Instant.nullable().default(null) }), output: PresenceView, problems: [...changing, ...texts, LeavesBeforeComing],
});
export const ChangePresence = operation({
  name: 'ChangePresence', service: 'agendas', method: 'PUT', path: '/agendas/{meetingId}/presence/{presenceId}', action: 'agenda.lead', ifMatch: true, summary: 'Changes when somebody came or left, and what a guest is called',
  input: z.strictObject({ ...ofMeeting, presenceId: Id, from: Instant, to: Instant.nullable(), guest: Guest.optional() }), output: PresenceView, problems: [...changing, ...texts, LeavesBeforeComing, UnknownAttendee],
});
export const RemovePresence = operation({
  name: 'RemovePresence', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/presence/{presenceId}/remove', action: 'agenda.lead', ifMatch: true, summary: 'Takes away a presence that was noted by mistake',
  input: z.strictObject({ ...ofMeeting, presenceId: Id }), output: AgendaView, problems: changing,
});
export const LockNotes = operation({
  name: 'LockNotes', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/lock', action: 'agenda.lead', ifMatch: true, summary: 'Anteckningar klara: locks the notes; what is open goes to the group\'s next meeting',
  input: z.strictObject(ofMeeting), output: AgendaView, problems: [...changing, MeetingNotStarted],
});

export const AgendaPaper = operation({
  name: 'AgendaPaper', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}/papers/{paper}', action: 'agenda.read', summary: 'Kallelse, dagordning or anteckningar as PDF/A: what I see, what everybody sees, or what an authority sees of what I see',
  input: z.strictObject({ ...ofMeeting, paper: z.enum(['notice', 'agenda', 'notes']), readers: z.union([z.enum(['me', 'everyone']), Id]).default('me') }),
  output: z.object({ fileName: z.string(), mediaType: z.literal('application/pdf'), base64: z.string(), sha256: z.string() }), problems: [NotFound, UnknownAuthority, AccessNotFresh],
});
