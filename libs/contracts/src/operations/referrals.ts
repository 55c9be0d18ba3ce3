import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Cursor, Id, Instant, line, prose } from '../text.js';
import { AuthorityRef, FunctionRef, OrganisationRef, PersonRef } from './directory.js';

/** *Förfrågan*. SIGNPOST (*hänvisning*) and HANDOVER (*överlämning*) are later kinds of the same thing. */
export const ReferralKind = z.enum(['REQUEST']);
export const ReferralState = z.enum(['draft', 'sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'in-progress', 'fed-back', 'closed', 'declined', 'recalled']);
export const ReferralSide = z.enum(['sender', 'receiver']);
/** Who is to act now. */
export const Ball = z.enum(['sender', 'receiver', 'nobody']);
/** A calendar date in Sweden, YYYY-MM-DD. */
export const SwedishDate = z.iso.date();
/** Days that are neither weekend nor holiday in Sweden; the day of sending is not counted. */
export const WorkingDays = z.coerce.number().int().min(1).max(60);

export const AboutAnIndividual = problem('about-an-individual', 422, 'A request is never about an individual');
export const UnknownReceiver = problem('unknown-receiver', 422, 'The receiver is not known');
export const OwnOrganisationReceives = problem('own-organisation-receives', 422, 'A request goes to another organisation');
export const ReceiverWithoutPeople = problem('receiver-without-people', 409, 'Nobody holds the function now');
export const PassedOnToItself = problem('passed-on-to-itself', 422, 'The function already has the request');
export const AlreadyClaimed = problem('already-claimed', 409, 'Somebody has taken it');
export const NotClaimed = problem('not-claimed', 409, 'Nobody has taken it');

export const UnitRef = z.object({ id: Id, name: z.string(), organisation: OrganisationRef });
const parties = {
  sender: UnitRef,
  /** The function that has it now, or is to have it. */
  receiver: FunctionRef,
};
const status = {
  id: Id, kind: ReferralKind, state: ReferralState, side: ReferralSide, ball: Ball,
  /** The reply due day has ended, and the receiver has neither fed back nor declined. */
  late: z.boolean(),
  createdAt: Instant, sentAt: Instant.nullable(), replyDue: SwedishDate.nullable(),
};
export const ReferralSummary = z.object({
  ...status, ...parties,
  /** Null to a receiver from whom it has been recalled. */
  title: z.string().nullable(),
  /** Who on my own side has taken it; the other side's is not shown. */
  assignee: PersonRef.nullable(),
});
export type ReferralSummary = z.infer<typeof ReferralSummary>;
export const ReferralView = z.object({
  ...status, ...parties,
  /** Of my own side: it never moves because of what only the other side can see. */
  version: z.string(),
  /** Null to a receiver from whom it has been recalled. */
  title: z.string().nullable(), body: z.string().nullable(), replyWithin: z.number().int(),
  assignee: PersonRef.nullable(), claimedAt: Instant.nullable(),
  /** The day by whose end a receipt is expected. */
  receiptDue: SwedishDate.nullable(),
  /** The linked agenda item, where I may see that too. */
  agendaItemId: Id.nullable(),
  /** The meeting whose agenda that item is on. */
  agendaMeetingId: Id.nullable(),
  /** Names of units and functions that can read what is written here. */
  readers: z.array(z.string()),
  may: z.array(z.string()),
});
export type ReferralView = z.infer<typeof ReferralView>;

export const TimelineEntry = z.object({
  id: Id, at: Instant, what: z.enum(['sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'started', 'fed-back', 'closed', 'declined', 'recalled', 'passed-on', 'reminded']),
  /** Whose step it was: null for the hub's own. */
  side: ReferralSide.nullable(),
  /** The unit or function that took the step. */
  actor: z.object({ name: z.string(), organisation: OrganisationRef }).nullable(),
  /** The person, for one's own side only. */
  by: PersonRef.nullable(),
  text: z.string().nullable(), to: FunctionRef.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

const one = z.strictObject({ referralId: Id });
const text = prose(4000).pipe(z.string().min(1));
const draft = { functionId: Id, title: line(150), body: text, replyWithin: WorkingDays.default(10) };
/** An agenda item that it came from: shown to those who may see both. */
const agendaItemId = Id.nullable();
const moving = [NotFound, WrongState];
const typed = [PersonalIdentityNumber];

/** Where a worry about a child is to be turned: the social welfare boards (SoL 19 kap. 1 §), the caller's own municipality first. Texts are the client's. */
export const ConcernRouting = operation({
  name: 'ConcernRouting', service: 'referrals', method: 'GET', path: '/concern-routing', action: 'concern.routing', summary: 'Where to report that a child may be harmed; nothing is stored',
  input: z.strictObject({}), output: z.object({ boards: z.array(AuthorityRef) }),
});
export const PossibleReceivers = operation({
  name: 'PossibleReceivers', service: 'referrals', method: 'GET', path: '/possible-receivers', action: 'referral.draft', summary: 'Functions of other organisations that somebody holds now, and with `own` those of my own, to which a request can be passed on',
  input: z.strictObject({ search: z.string().max(100).default(''), own: z.enum(['true', 'false']).default('false') }), output: z.object({ items: z.array(FunctionRef) }),
});
export const ReplyDueDate = operation({
  name: 'ReplyDueDate', service: 'referrals', method: 'GET', path: '/reply-due', action: 'referral.draft', summary: 'The date so many working days from today',
  input: z.strictObject({ workingDays: WorkingDays.default(10) }), output: z.object({ date: SwedishDate }),
});

export const DraftReferral = operation({
  name: 'DraftReferral', service: 'referrals', method: 'POST', path: '/referrals', action: 'referral.draft', status: 201, summary: 'Begins a request from my unit; nobody else sees it before it is sent',
  input: z.strictObject({ kind: ReferralKind.default('REQUEST'), aboutIndividual: z.boolean(), ...draft, agendaItemId: agendaItemId.default(null) }), output: ReferralView,
  problems: [AboutAnIndividual, UnknownReceiver, OwnOrganisationReceives, ...typed],
});
export const EditDraft = operation({
  name: 'EditDraft', service: 'referrals', method: 'PUT', path: '/referrals/{referralId}', action: 'referral.send', ifMatch: true, summary: 'Changes a request that is not sent yet',
  /** Without `agendaItemId` the link stays as it is: who changes the text need not see where it came from. Null takes away a link that is seen. */
  input: z.strictObject({ referralId: Id, ...draft, agendaItemId: agendaItemId.optional() }), output: ReferralView, problems: [...moving, VersionMissing, Stale, UnknownReceiver, OwnOrganisationReceives, ...typed],
});
export const SendReferral = operation({
  name: 'SendReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/send', action: 'referral.send', summary: 'Sends a request; its text cannot be changed after that',
  input: one, output: ReferralView, problems: [...moving, UnknownReceiver, ReceiverWithoutPeople],
});
export const RecallReferral = operation({
  name: 'RecallReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/recall', action: 'referral.recall', summary: 'Takes a request back before it is received',
  input: one, output: ReferralView, problems: moving,
});
export const ReceiveReferral = operation({
  name: 'ReceiveReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/receive', action: 'referral.receive', summary: 'Gives a receipt: the request has been received',
  input: one, output: ReferralView, problems: moving,
});
export const AskForInformation = operation({
  name: 'AskForInformation', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/ask', action: 'referral.ask', summary: 'Asks the sender for more information',
  input: z.strictObject({ referralId: Id, question: text }), output: ReferralView, problems: [...moving, ...typed],
});
export const AnswerQuestion = operation({
  name: 'AnswerQuestion', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/answer', action: 'referral.answer', summary: 'Answers the receiver\'s question',
  input: z.strictObject({ referralId: Id, answer: text }), output: ReferralView, problems: [...moving, ...typed],
});
export const AcceptReferral = operation({
  name: 'AcceptReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/accept', action: 'referral.accept', summary: 'Accepts a request',
  input: z.strictObject({ referralId: Id, comment: prose(4000).default('') }), output: ReferralView, problems: [...moving, ...typed],
});
export const DeclineReferral = operation({
  name: 'DeclineReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/decline', action: 'referral.decline', summary: 'Declines a request, with a reason that the sender reads',
  input: z.strictObject({ referralId: Id, reason: text }), output: ReferralView, problems: [...moving, ...typed],
});
/** The receiver that passes on sees nothing of it from then on. */
export const PassOnReferral = operation({
  name: 'PassOnReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/pass-on', action: 'referral.pass-on', summary: 'Passes a request on to another function; I see nothing of it after that, and the sender sees where it went',
  input: z.strictObject({ referralId: Id, functionId: Id, reason: text }), output: z.object({ id: Id, passedOnTo: FunctionRef }),
  problems: [...moving, UnknownReceiver, OwnOrganisationReceives, PassedOnToItself, ReceiverWithoutPeople, ...typed],
});
export const StartReferral = operation({
  name: 'StartReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/start', action: 'referral.start', summary: 'Tells that the work has begun',
  input: one, output: ReferralView, problems: moving,
});
export const FeedBack = operation({
  name: 'FeedBack', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/feed-back', action: 'referral.feed-back', summary: 'Tells the sender what came of the request',
  input: z.strictObject({ referralId: Id, feedback: text }), output: ReferralView, problems: [...moving, ...typed],
});
export const CloseReferral = operation({
  name: 'CloseReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/close', action: 'referral.close', summary: 'Closes a request that has been fed back',
  input: one, output: ReferralView, problems: moving,
});

export const ClaimReferral = operation({
  name: 'ClaimReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/claim', action: 'referral.claim', summary: '"Jag tar den": my own side sees that I have it',
  input: one, output: ReferralView, problems: [...moving, AlreadyClaimed],
});
export const ReleaseReferral = operation({
  name: 'ReleaseReferral', service: 'referrals', method: 'POST', path: '/referrals/{referralId}/release', action: 'referral.claim', summary: 'Gives a request back to my own side\'s common inbox, whoever had taken it',
  input: one, output: ReferralView, problems: [...moving, NotClaimed],
});

export const ReferralDetails = operation({
  name: 'ReferralDetails', service: 'referrals', method: 'GET', path: '/referrals/{referralId}', action: 'referral.read', summary: 'A request, as my side sees it',
  input: one, output: ReferralView, problems: [NotFound],
});
export const ReferralTimeline = operation({
  name: 'ReferralTimeline', service: 'referrals', method: 'GET', path: '/referrals/{referralId}/timeline', action: 'referral.read', summary: 'What has happened to a request, oldest first',
  input: one, output: z.object({ items: z.array(TimelineEntry) }), problems: [NotFound],
});
export const OwnNotesView = z.object({ version: z.string(), text: z.string(), at: Instant.nullable(), by: PersonRef.nullable() });
export const OwnNotes = operation({
  name: 'OwnNotes', service: 'referrals', method: 'GET', path: '/referrals/{referralId}/own-notes', action: 'referral.read', summary: 'My own side\'s notes; the other side never sees them',
  input: one, output: OwnNotesView, problems: [NotFound],
});
export const WriteOwnNotes = operation({
  name: 'WriteOwnNotes', service: 'referrals', method: 'PUT', path: '/referrals/{referralId}/own-notes', action: 'referral.note', ifMatch: true, summary: 'Saves my own side\'s notes; If-Match is the notes\' version',
  input: z.strictObject({ referralId: Id, text: prose(8000) }), output: OwnNotesView, problems: [NotFound, VersionMissing, Stale, ...typed],
});

const yes = z.enum(['true', 'false']).default('false');
const page = { state: ReferralState.optional(), late: yes, limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() };
const ReferralPage = z.object({ items: z.array(ReferralSummary), next: z.string().nullable() });
export const ReferralInbox = operation({
  name: 'ReferralInbox', service: 'referrals', method: 'GET', path: '/referrals/inbox', action: 'referral.list', summary: 'Requests to functions that I hold, newest first',
  input: z.strictObject(page), output: ReferralPage,
});
export const ReferralOutbox = operation({
  name: 'ReferralOutbox', service: 'referrals', method: 'GET', path: '/referrals/outbox', action: 'referral.list', summary: 'Requests from my unit, drafts too, newest first',
  input: z.strictObject(page), output: ReferralPage,
});
export const WaitingReferrals = operation({
  name: 'WaitingReferrals', service: 'referrals', method: 'GET', path: '/referrals/waiting', action: 'referral.list', summary: 'Requests that wait for my side, in or out, soonest due first; drafts last',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }), output: z.object({ items: z.array(ReferralSummary) }),
});
/** For the organisation's coordinator: how many requests to its functions have had no receipt in two working days, and no more than that. */
export const UnansweredCount = operation({
  name: 'UnansweredCount', service: 'referrals', method: 'GET', path: '/referrals/unanswered', action: 'referral.unanswered', summary: 'How many requests to my organisation nobody has received in time; counting stops at 100',
  input: z.strictObject({}), output: z.object({ unanswered: z.number().int().max(100) }),
});
