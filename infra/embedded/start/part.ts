import type { Stoppers } from './stoppers.js';

/** What each part of the start is given: where its data stays, who hears of the progress, whom it tells how it is stopped, and whom it tells that it cannot go on. */
export type Part = { readonly dir: string; readonly log: (line: string) => void; readonly stoppers: Stoppers; readonly gaveUp: (reason: string) => void };
