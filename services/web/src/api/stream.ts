import * as z from 'zod';
import { Id } from '@knutpunkt/contracts';
import type { Changed } from './outdated.js';

/** What the live stream tells: something to read again, all of it (`resync`), or how the connection is. */
export type Told = { readonly kind: Changed; readonly id: string } | { readonly kind: 'resync' | 'connected' | 'lost' };

const kinds: readonly Changed[] = ['meeting', 'writing', 'action', 'referral', 'notification', 'group', 'nomination', 'agreement', 'proposal', 'review', 'poll', 'access'];
const Named = z.object({ id: Id });
const firstWait = 2_000;
const longestWait = 30_000;

function toldIn(kind: Changed, data: string): Told {
  try {
    const { id } = Named.parse(JSON.parse(data));
    return { kind, id };
  } catch {
    // What cannot be read may be about anything.
    return { kind: 'resync' };
  }
}

function listen(source: EventSource, tell: (told: Told) => void): void {
  for (const kind of kinds) source.addEventListener(kind, (event) => tell(toldIn(kind, (event as MessageEvent<string>).data)));
  source.addEventListener('resync', () => tell({ kind: 'resync' }));
}

/**
 * Opens the hub's live stream and tells what comes, until the given function is called. The browser resumes a broken stream by itself;
 * one that the hub has closed is opened anew, after a wait that grows to 30 s, and then everything is to be read again.
 */
export function openStream(tell: (told: Told) => void): () => void {
  let source: EventSource | undefined;
  let wait = firstWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('/api/stream');
    listen(source, tell);
    source.onopen = () => {
      wait = firstWait;
      tell({ kind: 'connected' });
    };
    source.onerror = () => {
      tell({ kind: 'lost' });
      if (source?.readyState === EventSource.CLOSED) reopen();
    };
  };
  const reopen = (): void => {
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, longestWait);
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
