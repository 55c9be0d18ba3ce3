import { useEffect } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useMe } from '../shell/current.js';
import { forgetNotes, forgetUnreadable, ownNotesName } from './kept-notes.js';

interface Asked<T> {
  readonly data?: T | undefined;
  readonly error: Refusal | null;
}

const isGone = ({ error }: Asked<unknown>): boolean => error?.slug === 'not-found';
const readableIn = ({ items, proposals }: AgendaView): string[] => [...items, ...proposals].filter(({ content }) => content !== null).map(({ id }) => id);

/** Forgets what was typed in the notes of items that I read no more, or of a meeting that is no longer mine. */
export function useLostNotes(meetingId: string, asked: Asked<AgendaView>): void {
  const me = useMe().person.id;
  useEffect(() => {
    if (isGone(asked)) forgetUnreadable(me, meetingId, []);
    else if (asked.data) forgetUnreadable(me, meetingId, readableIn(asked.data));
  }, [me, meetingId, asked.data, asked.error]);
}

/** Forgets what was typed in my side's own notes about a request that is no longer ours. */
export function useLostOwnNotes(referralId: string, asked: Asked<unknown>): void {
  const me = useMe().person.id;
  useEffect(() => {
    if (isGone(asked)) forgetNotes(me, ownNotesName(referralId));
  }, [me, referralId, asked.error]);
}
