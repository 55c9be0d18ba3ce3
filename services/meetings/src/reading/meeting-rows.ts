import { decide } from '@knutpunkt/access';
import type { Actor, ActorTx, Tx } from '@knutpunkt/persistence';
import type { Meeting, Status } from '../meeting/meeting.js';
import { unheld } from '../participants/invited.js';

export interface MeetingRow {
  readonly id: string;
  readonly group_id: string | null;
  readonly group_level: 'GENERAL' | 'INDIVIDUAL';
  readonly owner_authority_id: string;
  readonly organiser_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly zone: string;
  readonly place: string;
  readonly link: string;
  readonly status: Status;
  readonly sequence: number;
  readonly version: number;
  readonly facts: number;
  /** Who takes part is for those who lead it alone. */
  readonly list_hidden: boolean;
}

export interface ContentRow {
  readonly title: string;
  readonly about: string;
  readonly cancel_reason: string | null;
  readonly content_version: number;
  /** When those who had not answered were reminded last. */
  readonly reminded_at: Date | null;
}

export interface ParticipantRow {
  readonly id: string;
  readonly person_id: string | null;
  readonly function_id: string | null;
  readonly organisation_id: string;
  readonly via: 'group' | 'direct' | 'organiser';
  readonly answer: 'yes' | 'maybe' | 'no' | null;
  readonly comment: string;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
  /** When the newest answer by mail was taken: `answered_at` where that is the one that stands. */
  readonly mail_at: Date | null;
  /** Another time that was proposed with that answer. */
  readonly proposed_starts_at: Date | null;
  readonly proposed_ends_at: Date | null;
  /** The other participant who sits in, by that answer. */
  readonly handed_to: string | null;
  /** A function that nobody holds now. */
  readonly unheld: boolean;
}

/** Asked for an answer, and has given none. Who called the meeting comes, until somebody else moves it. */
export const isSilent = ({ answer }: ParticipantRow): boolean => answer === null;

export const meetingOf = (row: MeetingRow): Meeting => ({
  id: row.id, groupId: row.group_id, groupLevel: row.group_level, ownerAuthorityId: row.owner_authority_id, organiserId: row.organiser_id, startsAt: row.starts_at, endsAt: row.ends_at,
  zone: row.zone, place: row.place, link: row.link, status: row.status, sequence: row.sequence, version: row.version,
});

export type Seen = MeetingRow & (ContentRow | { readonly title: null; readonly content_version: null });

const columns = 'm.*, c.title, c.about, c.cancel_reason, c.version as content_version, c.reminded_at';

/** A meeting as much as the actor may see of it; undefined for hidden and absent alike. */
export async function seenMeeting(tx: ActorTx, meetingId: string): Promise<Seen | undefined> {
  const [row] = await tx.query<Seen>(`select ${columns} from meetings m left join meeting_contents c on c.meeting_id = m.id where m.id = $1`, [meetingId]);
  return row;
}

/** Locks a meeting whose content the actor may see, until the transaction ends; undefined where there is none. */
export async function lockedMeeting(tx: Tx, meetingId: string): Promise<(MeetingRow & ContentRow) | undefined> {
  const [row] = await tx.query<MeetingRow & ContentRow>(`select ${columns} from meetings m join meeting_contents c on c.meeting_id = m.id where m.id = $1 for update of m, c`, [meetingId]);
  return row;
}

/** Those who take part, in the order that they were invited. */
export const participantRows = (tx: Tx, meetingId: string): Promise<ParticipantRow[]> =>
  tx.query<ParticipantRow>(`select p.*, p.function_id is not null and ${unheld('p.function_id')} as unheld from participants p where p.meeting_id = $1 and p.removed_at is null order by p.id`, [meetingId]);

/** When the time and place of a meeting were told last, and whether that was a change. */
export interface ToldRow {
  readonly at: Date;
  readonly what: 'scheduled' | 'rescheduled';
}

/** The call, or the latest change of time or place; undefined where the actor sees no content, or nobody was called. */
export async function toldRow(tx: ActorTx, meetingId: string): Promise<ToldRow | undefined> {
  const [row] = await tx.query<ToldRow>("select at, what from meeting_changes where meeting_id = $1 and what in ('scheduled', 'rescheduled') order by at desc, id desc limit 1", [meetingId]);
  return row;
}

/** Whether the actor sees who takes part besides him. The policies of participants, guests and changes ask the same. */
export const seesList = (actor: Actor, row: Pick<MeetingRow, 'list_hidden' | 'group_id' | 'organiser_id'>): boolean =>
  !row.list_hidden || decide(actor, 'meeting.invite', { groupId: row.group_id, organiserId: row.organiser_id });

type Versioned = Pick<Seen, 'version' | 'content_version' | 'list_hidden' | 'group_id' | 'organiser_id'>;
/** What a viewer calls its version: shell and content apart, so that no number tells of what is not seen. The content's grows with those who are invited. */
export const versionOf = (actor: Actor, row: Versioned): string => (row.content_version === null || !seesList(actor, row) ? `s${row.version}` : `s${row.version}.c${row.content_version}`);
