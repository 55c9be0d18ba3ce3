import type { Stoppers } from './stoppers.js';

/** What each part of the start is given: where its data stays, who hears of the progress, and whom it tells how it is stopped. */
export type Part = { readonly dir: string; readonly log: (line: string) => void; readonly stoppers: Stoppers };
