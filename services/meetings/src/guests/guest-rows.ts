import type { Tx } from '@knutpunkt/persistence';
import type { Invitation } from './guest.js';

export interface GuestRow { readonly id: string; readonly meeting_id: string; readonly name: string; readonly organisation: string; readonly answer: 'yes' | 'maybe' | 'no' | null; readonly answered_at: Date | null }

/** A meeting's guests without an account, in the order that they were invited. */
export const guestRows = (tx: Tx, meetingId: string): Promise<GuestRow[]> => tx.query<GuestRow>('select id, meeting_id, name, organisation, answer, answered_at from meeting_guests where meeting_id = $1 order by id', [meetingId]);

export type Linked = Invitation & { readonly guest_id: string; readonly meeting_id: string };

const linked = `select g.id as guest_id, g.meeting_id, g.answer, m.starts_at, m.ends_at, m.zone, m.place, m.link <> '' as online, m.status from meeting_guests g join meetings m on m.id = g.meeting_id where g.secret_hash = $1`;

/** The guest whose link holds the secret with that hash; undefined for one that leads nowhere. `locked`: with its meeting, until the transaction ends. */
export const linkedBy = async (tx: Tx, secretHash: string, { locked = false } = {}): Promise<Linked | undefined> => (await tx.query<Linked>(`${linked} ${locked ? 'for update of m, g' : ''}`, [secretHash]))[0];
