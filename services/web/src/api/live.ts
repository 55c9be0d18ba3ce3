import { checkSession, everythingIsOutdated, isOutdated } from './outdated.js';
import { openStream, type Told } from './stream.js';

const name = 'knutpunkt.live';

/** Runs `lead` in one window of this browser at a time; another takes over when that one is closed. Gives the function that stops it. */
function inOneWindow(lead: () => () => void): () => void {
  if (!('locks' in navigator)) return lead();
  const leave = new AbortController();
  let stop = (): void => undefined;
  const done = new Promise<void>((resolve) =>
    leave.signal.addEventListener('abort', () => {
      stop();
      resolve();
    }),
  );
  navigator.locks
    .request(name, { signal: leave.signal }, () => {
      stop = lead();
      return done;
    })
    .catch((error: unknown) => {
      if (!leave.signal.aborted) throw error;
    });
  return () => leave.abort();
}

/** Has what is told read again. After a loss nobody knows what was missed, so then it is everything. */
function reader(onConnection: (connected: boolean) => void): (told: Told) => void {
  let wasLost = false;
  return (told) => {
    if (told.kind === 'resync') everythingIsOutdated();
    else if (told.kind === 'lost') {
      wasLost = true;
      onConnection(false);
      checkSession();
    } else if (told.kind === 'connected') {
      onConnection(true);
      if (wasLost) everythingIsOutdated();
      wasLost = false;
    } else if ('id' in told) isOutdated(told.kind, told.id);
  };
}

/**
 * Listens to what changes for this person, until the given function is called. All windows of a browser share one stream,
 * since a browser opens only six connections to a host over HTTP/1.1; who takes the stream over reads everything again.
 */
export function listenLive(onConnection: (connected: boolean) => void): () => void {
  const read = reader(onConnection);
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Told>) => read(event.data);
  const stop = inOneWindow(() => {
    everythingIsOutdated();
    return openStream((told) => {
      read(told);
      channel.postMessage(told);
    });
  });
  return () => {
    stop();
    channel.close();
  };
}
