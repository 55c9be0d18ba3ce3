import type { Tx } from '@knutpunkt/persistence';
import type { MeetingRow, ParticipantRow } from '../reading/meeting-rows.js';
import { mailbox } from './addresses.js';
import type { Situation } from './judge.js';

export type AskedMeeting = MeetingRow & { readonly asked_sequence: number | null };
export type AskedParticipant = Omit<ParticipantRow, 'unheld'> & { readonly email: string; readonly aliases: readonly string[]; readonly unit_id: string | null; readonly mail_sequence: number | null; readonly mail_stamp: Date | null };

const valid = (row: string): string => `${row}.valid_from <= statement_timestamp() and (${row}.valid_to is null or ${row}.valid_to > statement_timestamp())`;

/** The audiences that a person is in now, as `enter` works them out; those who see a group's calendar only are not asked. */
const reachesPerson = `
  a.audience_id in (x.id, x.unit_id, x.authority_id)
  or exists (select from memberships m join groups g on g.id = m.group_id where m.group_id = a.audience_id and m.person_id = x.id and m.role <> 'calendar' and ${valid('m')} and g.status in ('established', 'dormant'))
  or exists (select from holdings h where h.function_id = a.audience_id and h.person_id = x.id and ${valid('h')})`;

const getsMail = (table: 'people' | 'functions', address: string): string => `exists (select from ${table} t where ${mailbox('t.email')} = ${mailbox(address)} and t.id <> x.id and t.status in ('active', 'dormant', 'invited'))`;
/** From where else a person answers. Where another gets mail, nobody else answers from: whoever says otherwise says it of another's. */
const aliases = `array(select y.address from person_aliases y where y.person_id = x.id and not ${getsMail('people', 'y.address')} and not ${getsMail('functions', 'y.address')})`;

/** Those who are asked for an answer and may still see the meeting, also those whose access rests (an answer reads nothing), with the address that their invitation goes to and those that they may answer from. */
const asked = `
  select p.*, coalesce(x.email, f.email) as email, ${aliases} as aliases, x.unit_id from participants p
    left join people x on x.id = p.person_id and x.status in ('active', 'dormant') and ${valid('x')}
    left join functions f on f.id = p.function_id
    join organisations o on o.id = coalesce(x.organisation_id, f.organisation_id) and o.status = 'active'
   where p.meeting_id = $1 and p.removed_at is null and coalesce(x.email, f.email) <> ''
     and exists (select from meeting_audiences a where a.meeting_id = p.meeting_id and a.level = 'content' and ${valid('a')} and (a.audience_id = p.function_id or ${reachesPerson}))`;

/** Locks a meeting until the transaction ends; undefined where there is none. */
export const lockedByMail = async (tx: Tx, meetingId: string): Promise<AskedMeeting | undefined> =>
  (await tx.query<AskedMeeting>('select * from meetings where id = $1 for update', [meetingId]))[0];

export const askedOf = (tx: Tx, meetingId: string): Promise<AskedParticipant[]> => tx.query<AskedParticipant>(asked, [meetingId]);

/** Everything that a participant's mail may come from. */
export const addressesOf = ({ email, aliases }: Pick<AskedParticipant, 'email' | 'aliases'>): readonly string[] => [email, ...aliases];

/** What decides what a mail does. */
export const situationOf = (meeting: AskedMeeting, participant: AskedParticipant): Situation => ({
  meetingId: meeting.id, level: meeting.group_level, status: meeting.status, startsAt: meeting.starts_at, endsAt: meeting.ends_at, sequence: meeting.sequence, askedSequence: meeting.asked_sequence ?? 0,
  addresses: addressesOf(participant), answeredAt: participant.answered_at,
  byMail: participant.mail_sequence !== null && participant.mail_stamp && participant.mail_at ? { sequence: participant.mail_sequence, stamp: participant.mail_stamp, at: participant.mail_at } : null,
});
