import type { Tx } from '@knutpunkt/persistence';
import type { PollStatus } from './poll.js';

export interface PollRow {
  readonly id: string;
  readonly group_id: string | null;
  readonly group_level: 'GENERAL' | 'INDIVIDUAL';
  readonly owner_authority_id: string;
  readonly organiser_id: string;
  readonly title: string;
  readonly about: string;
  readonly place: string;
  readonly link: string;
  readonly zone: string;
  readonly hidden: boolean;
  readonly may_propose: boolean;
  readonly closes_at: Date;
  readonly status: PollStatus;
  readonly meeting_id: string | null;
  readonly reminded_at: Date | null;
  readonly facts: number;
}

export interface OptionRow { readonly option: number; readonly starts_at: Date; readonly ends_at: Date; readonly proposed_by: string }
export interface VoterRow { readonly voter: number; readonly person_id: string | null; readonly function_id: string | null; readonly organisation_id: string; readonly via: 'group' | 'direct' | 'organiser' }
export interface VoteRow { readonly option: number; readonly voter: number; readonly vote: 'yes' | 'maybe' | 'no' }

/** A poll as the actor may see it, or any for a worker; undefined for hidden and absent alike. */
export const pollRow = async (tx: Tx, pollId: string): Promise<PollRow | undefined> => (await tx.query<PollRow>('select * from polls where id = $1', [pollId]))[0];

/** The same, locked until the transaction ends, so that an answer and the close wait for each other. */
export const lockedPoll = async (tx: Tx, pollId: string): Promise<PollRow | undefined> => (await tx.query<PollRow>('select * from polls where id = $1 for update', [pollId]))[0];

export const optionRows = (tx: Tx, pollId: string): Promise<OptionRow[]> => tx.query<OptionRow>('select option, starts_at, ends_at, proposed_by from poll_options where poll_id = $1 order by starts_at, ends_at, option', [pollId]);

/** Those who are asked now, in the order that they came. */
export const voterRows = (tx: Tx, pollId: string): Promise<VoterRow[]> => tx.query<VoterRow>('select voter, person_id, function_id, organisation_id, via from poll_voters where poll_id = $1 and removed_at is null order by voter', [pollId]);

/** Answers that may be seen, of those who are asked now. */
export const voteRows = (tx: Tx, pollId: string): Promise<VoteRow[]> =>
  tx.query<VoteRow>('select a.option, a.voter, a.vote from poll_votes a join poll_voters v on v.poll_id = a.poll_id and v.voter = a.voter and v.removed_at is null where a.poll_id = $1 order by a.option, a.voter', [pollId]);
