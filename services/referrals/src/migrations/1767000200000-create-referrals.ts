import { every, guard, type Migration } from '@knutpunkt/persistence';

// The statement's time, not the transaction's: a twin that waited for the first must see what that one shared meanwhile.
const mine = 'a.audience_id = any(my_audiences()) and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())';
/** The request reaches the actor, on either side. */
const reaches = (id: string): string => `exists (select from side_audiences a where a.referral_id = ${id} and ${mine})`;
/** What passed between the sender and one receiver reaches those two; what has no receiver named, both sides of any. */
const between = (table: string): string => `exists (select from side_audiences a where a.referral_id = ${table}.referral_id and (${table}.side_id is null or a.role = 'sender' or a.side_id = ${table}.side_id) and ${mine})`;
const ownSide = `exists (select from side_audiences a where a.side_id = sides.id and ${mine})`;
const inState = (condition: string): string => `exists (select from referrals r where r.id = referral_texts.referral_id and ${condition})`;
const asSender = `exists (select from side_audiences a where a.referral_id = referral_texts.referral_id and a.role = 'sender' and ${mine})`;

/** What both sides know | one row for each side's own | texts that cannot be changed once sent | what has happened | whom each side is. */
export const createReferrals: Migration = {
  name: '1767000200000-create-referrals',
  up: (service) => [
    `create table referrals (
      id uuid primary key, kind text not null check (kind in ('REQUEST', 'SIGNPOST', 'HANDOVER')), state text not null, ball text not null check (ball in ('sender', 'receiver', 'nobody')),
      sender_unit_id uuid not null, sender_authority_id uuid not null, sender_organisation_id uuid not null, sender_person_id uuid not null,
      function_id uuid not null, receiver_authority_id uuid not null, receiver_organisation_id uuid not null, receiver_side uuid,
      reply_within int not null, reply_due date, reply_due_at timestamptz, receipt_due date, receipt_due_at timestamptz,
      created_at timestamptz not null, sent_at timestamptz, facts int not null default 0)`,
    "create index referrals_unanswered on referrals (receiver_organisation_id, receipt_due_at) where state in ('sent', 'delivered')",
    `create table sides (
      id uuid primary key, referral_id uuid not null references referrals, role text not null check (role in ('sender', 'receiver')), unit_id uuid, function_id uuid,
      version int not null default 1, assignee_id uuid, claimed_at timestamptz, notes text not null default '', notes_version int not null default 1, notes_at timestamptz, notes_by uuid,
      facts int not null default 0, ended_at timestamptz, check ((role = 'sender') = (unit_id is not null) and (role = 'receiver') = (function_id is not null)))`,
    'create index sides_referral on sides (referral_id)',
    'create index sides_assignee on sides (assignee_id) where ended_at is null and assignee_id is not null',
    'create index sides_function on sides (function_id) where ended_at is null and assignee_id is not null',
    `create table side_audiences (
      audience_id uuid not null, side_id uuid not null references sides, referral_id uuid not null, role text not null, kind text not null, level text not null check (level in ('shell', 'content')),
      valid_from timestamptz not null, valid_to timestamptz, sort_at timestamptz not null, due_at timestamptz, ball_here boolean not null default false, primary key (side_id, audience_id))`,
    'create index side_audiences_box on side_audiences (audience_id, role, sort_at, referral_id)',
    'create index side_audiences_waiting on side_audiences (audience_id, due_at, referral_id) where ball_here',
    'create index side_audiences_referral on side_audiences (referral_id, audience_id)',
    `create table referral_texts (
      id uuid primary key, referral_id uuid not null references referrals, side_id uuid, kind text not null check (kind in ('request', 'question', 'answer', 'comment', 'reason', 'feedback')),
      title text not null default '', body text not null, at timestamptz not null, by_person_id uuid not null)`,
    "create unique index referral_texts_request on referral_texts (referral_id) where kind = 'request'",
    'create index referral_texts_referral on referral_texts (referral_id)',
    `create table referral_changes (
      id uuid primary key, referral_id uuid not null references referrals, side_id uuid, at timestamptz not null, what text not null, by_side text check (by_side in ('sender', 'receiver')),
      by_person_id uuid, unit_id uuid, function_id uuid, to_function_id uuid, text_id uuid)`,
    'create index referral_changes_referral on referral_changes (referral_id, at)',
    ...guard(service, 'referrals', {
      api: { select: reaches('referrals.id'), insert: "sender_authority_id = my_authority() and sender_person_id = me() and sender_unit_id = any(my_audiences()) and state = 'draft'", update: reaches('referrals.id') },
      worker: every, definer: { select: 'true', update: 'true' },
    }),
    ...guard(service, 'sides', { api: { select: ownSide, update: ownSide }, worker: every, definer: every }),
    ...guard(service, 'side_audiences', { api: { select: 'audience_id = any(my_audiences())' }, worker: every, definer: every }),
    // A recalled text is no longer the receiver's to read; a sent one is nobody's to change.
    ...guard(service, 'referral_texts', { api: { select: `${between('referral_texts')} and (${asSender} or ${inState("r.state <> 'recalled'")})`, insert: between('referral_texts'), update: `kind = 'request' and ${asSender} and ${inState("r.state = 'draft'")}` }, worker: { select: 'true' } }),
    ...guard(service, 'referral_changes', { api: { select: between('referral_changes'), insert: between('referral_changes') }, worker: { select: 'true', insert: 'true' } }),
  ],
};
