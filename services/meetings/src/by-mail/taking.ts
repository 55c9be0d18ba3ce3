import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Freshness } from '@knutpunkt/access';
import { MeetingReplied, MeetingRepliedByMail, ReplyExplained, type EventType, type ExplainedReason } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, auditMail, type Tx } from '@knutpunkt/persistence';
import { isFor, type AnswerToken } from '@knutpunkt/service-kit';
import { presentFacts } from '../meeting/facts.js';
import { oneOf } from './addresses.js';
import { addressesOf, askedOf, lockedByMail, situationOf, type AskedMeeting, type AskedParticipant } from './asked.js';
import type { Incoming } from './incoming.js';
import { readItip } from './itip.js';
import { judge, type Verdict } from './judge.js';

/** What became of a mail: taken (also where it had nothing to change), or refused, of which nothing more is told. */
export type Taken = 'taken' | 'refused';

/** So many explanations an hour one participant gets of one meeting, so that two machines never talk for long. */
const mostExplained = 5;

interface Found { readonly meeting: AskedMeeting; readonly participant: AskedParticipant; readonly asked: readonly AskedParticipant[]; readonly mail: Incoming; readonly now: Date }

type Kept = Pick<Extract<Verdict, { does: 'answer' }>, 'answer' | 'comment' | 'sequence' | 'stamp' | 'proposes'> & { readonly handedTo: string | null };

/** Takes a participant's mail: one transaction, the same row, history, audit row and event as an answer that is given in the hub. */
@Injectable()
export class Taking {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  /** Throws where it cannot be told now (503, the database is away), so that the mail comes again. */
  take(mail: Incoming, token: AnswerToken, key: string): Promise<Taken> {
    return this.db.work('mail', async (tx) => {
      const meeting = await lockedByMail(tx, token.meetingId);
      if (!meeting) return 'refused';
      const asked = await askedOf(tx, meeting.id);
      const participant = asked.find((p) => isFor(token, (p.person_id ?? p.function_id)!, { key }));
      if (!participant || !oneOf(addressesOf(participant), mail.from)) return 'refused';
      if (meeting.group_level === 'INDIVIDUAL') this.freshness.require();
      return this.perform(tx, { meeting, participant, asked, mail, now: new Date() });
    });
  }

  private async perform(tx: Tx, found: Found): Promise<Taken> {
    const { meeting, participant, mail, now } = found;
    const verdict = mail.calendar ? judge(readItip(mail.calendar.text, { told: mail.calendar.method, zone: meeting.zone }), situationOf(meeting, participant), now) : unread;
    if (verdict.does === 'refuse') return 'refused';
    const [first] = await tx.query('insert into received_mails (participant_id, key, at) values ($1, $2, $3) on conflict do nothing returning key', [participant.id, mail.key, now]);
    if (!first) return 'taken';
    if (verdict.does === 'answer') await this.answer(tx, found, verdict);
    if (verdict.does === 'hand over') await this.handOver(tx, found, verdict);
    if (verdict.does === 'explain') await this.explain(tx, found, verdict.reason);
    return 'taken';
  }

  private async answer(tx: Tx, found: Found, { answer, comment, dropsComment, sequence, stamp, proposes }: Extract<Verdict, { does: 'answer' }>): Promise<void> {
    await this.keep(tx, found, { answer, comment, sequence, stamp, proposes, handedTo: null });
    if (dropsComment) await this.explain(tx, found, 'comment-dropped');
  }

  /** To one of the same unit who is asked too, by whoever may decide that: a mail lets nobody in. */
  private handOver(tx: Tx, found: Found, { to, sequence, stamp }: Extract<Verdict, { does: 'hand over' }>): Promise<void> {
    const substitute = substituteAt(to, found);
    if (!substitute) return this.explain(tx, found, 'delegated');
    return this.keep(tx, found, { answer: 'no', comment: '', sequence, stamp, proposes: null, handedTo: substitute.id });
  }

  private async keep(tx: Tx, found: Found, { answer, comment, sequence, stamp, proposes, handedTo }: Kept): Promise<void> {
    const { meeting, participant, now } = found;
    await tx.query(`update participants set answer = $2, comment = $3, answered_at = $4, answered_by = person_id, mail_sequence = $5, mail_stamp = $6, mail_at = $4, proposed_starts_at = $7, proposed_ends_at = $8, handed_to = $9 where id = $1`,
      [participant.id, answer, comment, now, sequence, stamp, proposes?.startsAt ?? null, proposes?.endsAt ?? null, handedTo]);
    await tx.query("insert into meeting_changes (id, meeting_id, at, by_person_id, what, answer, participant_ids) values ($1, $2, $3, $4, 'replied', $5, $6)", [v7(), meeting.id, now, participant.person_id, answer, [participant.id]]);
    await auditMail(tx, participant, { action: 'meeting.replied', objectId: meeting.id });
    const told = { participantId: participant.id, answer };
    if (participant.person_id) await this.tell(tx, found, MeetingReplied, { ...told, byPersonId: participant.person_id });
    else await this.tell(tx, found, MeetingRepliedByMail, told);
  }

  /** A machine is never answered, and nobody more often than a person would ask. */
  private async explain(tx: Tx, found: Found, reason: ExplainedReason): Promise<void> {
    const { meeting, participant, mail, now } = found;
    if (mail.automatic) return;
    const [{ lately }] = (await tx.query<{ lately: number }>("select count(*)::int as lately from received_mails where participant_id = $1 and explained and at > $2::timestamptz - interval '1 hour'", [participant.id, now])) as [{ lately: number }];
    if (lately >= mostExplained) return;
    await tx.query('update received_mails set explained = true where participant_id = $1 and key = $2', [participant.id, mail.key]);
    await auditMail(tx, participant, { action: 'meeting.explained', objectId: meeting.id, details: { reason } });
    await this.tell(tx, found, ReplyExplained, { participantId: participant.id, reason });
  }

  private async tell(tx: Tx, { meeting, participant, now }: Found, type: EventType, told: Record<string, unknown>): Promise<void> {
    await tx.query('update meetings set facts = facts + 1 where id = $1', [meeting.id]);
    const [row] = await tx.query<AskedMeeting>('select * from meetings where id = $1', [meeting.id]);
    const actor = { kind: 'mail' as const, id: (participant.person_id ?? participant.function_id)!, organisation: participant.organisation_id };
    await this.outbox.publish(tx, type, { aggregateId: meeting.id, aggregateVersion: row!.facts, actor, data: { ...told, meeting: await presentFacts(tx, row!) }, now });
  }
}

/** Who sits in by a mail's word: another person of the same unit, who is asked as well. An address of several who are asked names none of them. */
function substituteAt(address: string, { asked, participant }: Found): AskedParticipant | undefined {
  const [one, ...more] = asked.filter((each) => oneOf(addressesOf(each), address));
  return one && more.length === 0 && one.id !== participant.id && one.unit_id !== null && one.unit_id === participant.unit_id ? one : undefined;
}

/** Words are not read: only what a calendar says is an answer. */
const unread: Verdict = { does: 'explain', reason: 'unread' };
