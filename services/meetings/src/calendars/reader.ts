import { Worker } from 'node:worker_threads';
import type { ReadCalendar } from './read-calendar.js';
import { takingTurns } from './turns.js';

// The same place from src/calendars and from dist/calendars: a thread runs what is compiled.
const thread = new URL('../../dist/calendars/reading-thread.js', import.meta.url);
const patience = 15_000;
/** Each may take a core and much memory. */
const inTurn = takingTurns(2);

/** Reads a calendar in a thread of its own, which is ended when it takes long or much memory: no calendar that somebody else wrote can hold up the service; two at a time, for many together could. Null for what is none, or cannot be read in that. */
export const readInThread = (text: string, now: Date): Promise<ReadCalendar | null> => inTurn(() => read(text, now));

function read(text: string, now: Date): Promise<ReadCalendar | null> {
  return new Promise((resolve) => {
    const worker = new Worker(thread, { workerData: { text, now: now.getTime() }, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } });
    const end = (found: ReadCalendar | null): void => {
      clearTimeout(timer);
      resolve(found);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(null), patience);
    worker.once('message', end).once('error', () => end(null)).once('exit', () => end(null));
    worker.unref();
  });
}
