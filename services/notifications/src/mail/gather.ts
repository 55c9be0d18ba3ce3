import type { Tx } from '@knutpunkt/persistence';
import { plainKinds } from './plain-letter.js';
import { gatherMs } from '../telling/tell.js';
import { isPlainMail, type QueuedMail } from './queued-mail.js';

export type Row = QueuedMail & { readonly attempts: number };

/** What may be taken along: not what this process is already sending; nothing of the individual level while our directory is not fresh. */
interface Terms {
  readonly sending: readonly string[];
  readonly individualToo: boolean;
  /** Milliseconds in which what happens goes in one mail. */
  readonly digestMs: number;
}

/** The statement's `n`th parameter, in milliseconds, as an interval. */
const lasting = (n: number): string => `$${n} * interval '1 millisecond'`;

/** More invitations to one person than this within the digest's time become one mail. */
export const mostSingle = 5;

export const open = (row: string): string => `${row}.sent_at is null and ${row}.dropped_at is null`;
export const columns = 'm.id, m.recipient_kind, m.recipient_id, m.matter_id, m.kind, m.facts, m.queued_at, m.letter_id, m.attempts';

const sameLetter = `select ${columns} from mails m where m.letter_id = $1 and ${open('m')} for update of m skip locked`;
const sameRecipient = `
  select ${columns} from mails m where m.recipient_id = $1 and m.kind = any($4) and m.letter_id is null and ${open('m')} and m.id <> all($2::uuid[]) and ($3 or m.facts->>'level' <> 'INDIVIDUAL')
  for update of m skip locked`;

/** The rows that go in one mail with this one. Empty when they were put off, so that what else happens meanwhile goes with them. */
export async function together(tx: Tx, first: Row, terms: Terms): Promise<readonly Row[]> {
  if (first.letter_id) return tx.query<Row>(sameLetter, [first.letter_id]);
  if (isPlainMail(first)) return plainTogether(tx, first, terms);
  return first.kind === 'invited' ? invitationsTogether(tx, first, terms) : [first];
}

/** Mails without a calendar entry: the first goes at once, and what happens in the time after it goes in one mail when that is over. */
async function plainTogether(tx: Tx, { recipient_id }: Row, terms: Terms): Promise<readonly Row[]> {
  const waiting = await waitingFor(tx, { recipientId: recipient_id, kinds: plainKinds }, terms);
  // One that the mail server has refused before holds up nobody.
  const [{ last }] = (await tx.query<{ last: Date | null }>(
    `select max(coalesce(sent_at, now())) as last from mails where recipient_id = $1 and kind = any($2) and letter_id is not null and dropped_at is null
       and (sent_at > now() - ${lasting(3)} or (sent_at is null and attempts = 1))`, [recipient_id, plainKinds, terms.digestMs])) as [{ last: Date | null }];
  return last ? putOff(tx, waiting, { last, terms }) : waiting;
}

/** Invitations keep their calendar entries as long as they are few. */
async function invitationsTogether(tx: Tx, first: Row, terms: Terms): Promise<readonly Row[]> {
  const waiting = await waitingFor(tx, { recipientId: first.recipient_id, kinds: ['invited'] }, terms);
  if (waiting.length > 1 && (await isGoingOn(tx, waiting))) return waitOn(tx, waiting);
  const lately = await invitationsLately(tx, first.recipient_id, terms);
  if (waiting.length < 2 || waiting.length + lately.single <= mostSingle) return [first];
  return lately.summary ? putOff(tx, waiting, { last: lately.summary, terms }) : waiting;
}

const waitingFor = (tx: Tx, { recipientId, kinds }: { recipientId: string; kinds: readonly string[] }, { sending, individualToo }: Terms): Promise<Row[]> =>
  tx.query<Row>(sameRecipient, [recipientId, sending, individualToo, kinds]);

/** A burst is over when nothing has come for as long as a single invitation waits; it is waited for no longer than a minute. */
async function isGoingOn(tx: Tx, waiting: readonly Row[]): Promise<boolean> {
  const [row] = await tx.query<{ going: boolean }>(
    `select max(queued_at) > clock_timestamp() - ${lasting(2)} and min(queued_at) > clock_timestamp() - interval '1 minute' as going from mails where id = any($1::uuid[])`, [idsOf(waiting), gatherMs]);
  return row!.going;
}

const idsOf = (rows: readonly Row[]): string[] => rows.map((row) => row.id);

async function waitOn(tx: Tx, waiting: readonly Row[]): Promise<readonly Row[]> {
  await tx.query(`update mails set due_at = clock_timestamp() + ${lasting(2)} where id = any($1::uuid[])`, [idsOf(waiting), gatherMs]);
  return [];
}

/** To after now, by all means: what is still due would be looked at again at once and for ever, since `now()` stands still in a transaction. `last` has whole milliseconds, the time of a mail has thousandths of them. */
async function putOff(tx: Tx, rows: readonly Row[], { last, terms }: { last: Date; terms: Terms }): Promise<readonly Row[]> {
  await tx.query(`update mails set due_at = $2::timestamptz + ${lasting(3)} where id = any($1::uuid[]) and due_at < $2::timestamptz + ${lasting(3)}`, [idsOf(rows), last, terms.digestMs + 1]);
  return [];
}

async function invitationsLately(tx: Tx, recipientId: string, { digestMs }: Terms): Promise<{ single: number; summary: Date | null }> {
  const [row] = await tx.query<{ single: number; summary: Date | null }>(
    `select count(*) filter (where letter_id = id)::int as single, max(sent_at) filter (where letter_id <> id) as summary
     from mails where recipient_id = $1 and kind = 'invited' and sent_at > now() - ${lasting(2)}`, [recipientId, digestMs]);
  return row!;
}
