import { v7 as uuid } from 'uuid';
import type { Tx } from '@knutpunkt/persistence';
import { answerAddress, type AnswersIn } from '@knutpunkt/service-kit';
import { letterOf, summaryOf, type Hub, type Letter, type Recipient, type Told } from './letter.js';
import { plainLetterOf, type PlainTold } from './plain-letter.js';
import { columns, open, together, type Row } from './gather.js';
import { isPlainMail, toldBy } from './queued-mail.js';
import { standingsOf, type DropReason } from './standing.js';

/** A mail to be sent now: its rows are ours until the lease ends. */
export interface ClaimedLetter {
  readonly letterId: string;
  readonly rows: readonly string[];
  readonly to: string;
  readonly letter: Letter;
  readonly writtenAt: Date;
  readonly attempt: number;
}

/** Where letters come from, and where answers from calendars come in, if they do. */
type Sending = Hub & { readonly answers: AnswersIn | null };

/** What may be claimed: not what this process is already sending; nothing of the individual level while our directory is not fresh. */
export interface ClaimTerms {
  readonly sending: readonly string[];
  readonly individualToo: boolean;
  readonly leaseMs: number;
  readonly digestMs: number;
  /** How many mails at most. */
  readonly most: number;
}

/** What is told of one matter goes in its order: a mail waits for the one before it. `offset 0` makes that one probe for each mail looked at, and not a hash of all open mails. */
const nextDue = `
  select ${columns} from mails m where ${open('m')} and m.due_at <= now() and m.id <> all($1::uuid[]) and ($2 or m.facts->>'level' <> 'INDIVIDUAL')
    and not exists (select from mails e where e.recipient_id = m.recipient_id and e.matter_id = m.matter_id and e.seq < m.seq and ${open('e')} offset 0)
  order by m.due_at limit 1 for update of m skip locked`;

/** Mails to be sent now, and those that will not be because nobody is at the other end. */
export interface Claimed {
  readonly letters: ClaimedLetter[];
  readonly lost: string[];
}

/** Claims the mails that come next; fewer than `most` when no more are due. */
export async function claim(tx: Tx, hub: Sending, terms: ClaimTerms): Promise<Claimed> {
  const claimed: Claimed = { letters: [], lost: [] };
  while (claimed.letters.length < terms.most) {
    const next = await claimOne(tx, hub, terms);
    if (next === 'nothing') break;
    claimed.lost.push(...next.lost);
    if (next.letter) claimed.letters.push(next.letter);
  }
  return claimed;
}

/** `nothing` when none is due; no letter when what was due is dropped or put off. What is claimed is due no more, since its lease has begun. */
async function claimOne(tx: Tx, hub: Sending, terms: ClaimTerms): Promise<'nothing' | { letter: ClaimedLetter | null; lost: readonly string[] }> {
  const [first] = await tx.query<Row>(nextDue, [terms.sending, terms.individualToo]);
  if (!first) return 'nothing';
  const rows = await together(tx, first, terms);
  if (rows.length === 0) return { letter: null, lost: [] };
  const { told, recipient, lost } = await stillTold(tx, rows, hub);
  if (!recipient) return { letter: null, lost };
  const letterId = first.letter_id ?? (rows.length === 1 ? first.id : uuid());
  const ids = told.map((t) => t.id);
  await tx.query("update mails set letter_id = $2, attempts = attempts + 1, due_at = now() + $3 * interval '1 millisecond' where id = any($1::uuid[])", [ids, letterId, terms.leaseMs]);
  return { letter: { letterId, rows: ids, to: recipient.email, letter: written(told, recipient, hub), writtenAt: first.queued_at, attempt: first.attempts + 1 }, lost };
}

/** What goes in one mail is all of meetings' invitations or all without calendar entries. */
function written(told: readonly ToldRow[], recipient: Recipient, hub: Hub): Letter {
  const plain = told.flatMap((row) => (row.plain ? [row.plain] : []));
  if (plain.length > 0) return plainLetterOf(plain, recipient, hub);
  const meetings = told.flatMap((row) => (row.meeting ? [row.meeting] : []));
  return meetings.length === 1 ? letterOf(meetings[0]!, recipient, hub) : summaryOf(meetings, recipient, hub);
}

interface ToldRow { readonly id: string; readonly meeting?: Told; readonly plain?: PlainTold }

/** Tests each row once more, at the moment of sending; those without the right are dropped, with the reason. */
async function stillTold(tx: Tx, rows: readonly Row[], { answers }: Sending): Promise<{ told: ToldRow[]; recipient: Recipient | null; lost: string[] }> {
  const told: ToldRow[] = [];
  const lost: string[] = [];
  let recipient: Recipient | null = null;
  const standings = await standingsOf(tx, rows);
  for (const row of rows) {
    const standing = standings.get(row.id) ?? { drop: 'recipient-gone' };
    if ('drop' in standing) {
      await drop(tx, row.id, standing.drop);
      if (unreached[standing.drop]) lost.push(row.id);
    } else {
      recipient = standing.recipient;
      told.push(isPlainMail(row) ? { id: row.id, plain: { kind: row.kind, path: row.facts.path } } : { id: row.id, meeting: toldBy(row, standing, answers && answerAddress(answers, { meetingId: row.matter_id, recipientId: row.recipient_id })) });
    }
  }
  return { told, recipient, lost };
}

/** The drops that are for want of somebody to reach. */
const unreached: Partial<Record<DropReason, string>> = { 'no-address': 'no-address', 'recipient-gone': 'gone' };
const drop = (tx: Tx, id: string, reason: DropReason): Promise<unknown> => tx.query('update mails set dropped_at = now(), reason = $2, unreached = $3 where id = $1', [id, reason, unreached[reason] ?? null]);
