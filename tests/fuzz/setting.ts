import { drawnSeed } from '@knutpunkt/testing';

const whole = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

/** What everything is made up from: the same seed asks the same questions of a hub in the same state. */
export const seed = drawnSeed('FUZZ_SEED');

/** How many made-up questions each operation gets, and messages each type of event. */
export const runs = whole(process.env.FUZZ_RUNS) ?? 5;

/** True where there is time for all of it; `npm test` has a short form. */
export const thorough = runs > 5;

/** All of a list where there is time, else a sixth of it, another for each `turn`, so that together they meet the whole. */
export const portion = <T>(all: readonly T[], turn: number): readonly T[] => (thorough ? all : all.filter((_, at) => at % 6 === turn % 6));

/** An operation or event type that alone is to be asked; everything where it is left out. */
export const only = process.env.FUZZ_ONLY;

/** How somebody else meets the same again. */
export const replay = (name: string): string => `FUZZ_SEED=${seed} FUZZ_RUNS=${runs} FUZZ_ONLY=${name} npm run fuzz`;

/** Tells a person who waits how far it has come. */
export const progress = (line: string): void => void process.stderr.write(`fuzz: ${line}\n`);
