import * as z from 'zod';

const Starts = z.array(z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/, 'must be MM-DD, not after the 28th')).min(1).max(12);

/** On which days of a year (MM-DD, in Sweden) the hub opens an access review of each organisation. */
export class ReviewStarts {
  readonly days: readonly string[];

  /** Throws an error that names what is wrong. */
  constructor(days: readonly string[]) {
    const parsed = Starts.safeParse(days);
    if (!parsed.success) throw new Error(`REVIEW_STARTS is not understood:\n${z.prettifyError(parsed.error)}`);
    this.days = parsed.data;
  }
}

/** Reads REVIEW_STARTS, such as `04-01,10-01`, which is also what holds where it is not set. */
export const reviewStartsFromEnv = (env: NodeJS.ProcessEnv = process.env): ReviewStarts => new ReviewStarts((env.REVIEW_STARTS || '04-01,10-01').split(',').map((day) => day.trim()));
