import type { Tx } from '@knutpunkt/persistence';
import { optionRows } from '../polls/poll-rows.js';
import type { PollShown } from './poll-guest.js';

export interface PollGuestRow { readonly id: string; readonly name: string; readonly organisation: string }
export interface PollGuestVote { readonly guest_id: string; readonly option: number; readonly vote: 'yes' | 'maybe' | 'no' }

/** A poll's guests without an account, in the order that they were asked. */
export const pollGuestRows = (tx: Tx, pollId: string): Promise<PollGuestRow[]> => tx.query<PollGuestRow>('select id, name, organisation from poll_guests where poll_id = $1 order by id', [pollId]);

/** What they have answered, as far as it may be seen. */
export const pollGuestVotes = (tx: Tx, pollId: string): Promise<PollGuestVote[]> => tx.query<PollGuestVote>('select guest_id, option, vote from poll_guest_votes where poll_id = $1 order by guest_id, option', [pollId]);

type Linked = Omit<PollShown, 'options' | 'votes'> & { readonly guest_id: string; readonly poll_id: string };
export type LinkedToPoll = Linked & PollShown;

const linked = 'select g.id as guest_id, g.poll_id, p.closes_at, p.zone, p.status from poll_guests g join polls p on p.id = g.poll_id where g.secret_hash = $1';

/** The guest whose link holds the secret with that hash; undefined for one that leads nowhere. `locked`: with its poll, until the transaction ends. */
export async function linkedToPoll(tx: Tx, secretHash: string, { locked = false } = {}): Promise<LinkedToPoll | undefined> {
  const [found] = await tx.query<Linked>(`${linked} ${locked ? 'for update of p, g' : ''}`, [secretHash]);
  if (!found) return undefined;
  const votes = (await pollGuestVotes(tx, found.poll_id)).filter(({ guest_id }) => guest_id === found.guest_id);
  return { ...found, options: await optionRows(tx, found.poll_id), votes };
}
