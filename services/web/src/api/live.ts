import * as z from 'zod';
import { Id } from '@knutpunkt/contracts';
import { checkSession, everythingIsOutdated, isOutdated, type Changed } from './outdated.js';

const kinds: readonly Changed[] = ['meeting', 'notification', 'group', 'access'];
const Told = z.object({ id: Id });
const firstWait = 2_000;
const longestWait = 30_000;

const idIn = (data: string): string | undefined => {
  try {
    return Told.safeParse(JSON.parse(data)).data?.id;
  } catch {
    return undefined;
  }
};

function listen(source: EventSource): void {
  for (const kind of kinds) {
    source.addEventListener(kind, (event) => {
      const id = idIn((event as MessageEvent<string>).data);
      if (id === undefined) everythingIsOutdated();
      else isOutdated(kind, id);
    });
  }
  source.addEventListener('resync', everythingIsOutdated);
}

/**
 * Listens to what changes for this person and has it read again, until the given function is called.
 * The browser resumes a broken stream by itself; one that the hub has closed is opened anew, after a wait that grows to 30 s.
 */
export function listenLive(onConnection: (connected: boolean) => void): () => void {
  let source: EventSource | undefined;
  let wait = firstWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;
  const open = (): void => {
    source = new EventSource('/api/stream');
    listen(source);
    source.onopen = () => { wait = firstWait; onConnection(true); if (wasLost) everythingIsOutdated(); wasLost = false; };
    source.onerror = () => { wasLost = true; onConnection(false); if (source?.readyState === EventSource.CLOSED) reopen(); };
  };
  const reopen = (): void => { checkSession(); timer = setTimeout(open, wait); wait = Math.min(wait * 2, longestWait); };
  open();
  return () => { clearTimeout(timer); source?.close(); };
}
