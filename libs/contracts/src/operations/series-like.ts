/** What a change from some meeting on gives each of those after it. */
export const ledFields = ['place', 'link', 'title', 'about'] as const;
export type LedField = (typeof ledFields)[number];

interface InSeries {
  /** The date that the series wants it on, YYYY-MM-DD. */
  readonly day: string;
  /** Whether it has been moved or cancelled by itself. */
  readonly own: boolean;
  /** What was changed from it on. */
  readonly leads: readonly LedField[];
}

/** What a further meeting of a series on a day is like. */
export interface Like<M> {
  /** The meeting whose hours it has. */
  readonly like: M;
  /** The one near the day that says of these fields what most there say; where as many say another thing, the earliest of them. */
  readonly saying: (...fields: LedField[]) => M;
}

const [before, after] = [3, 2];

/**
 * What one meeting more on a day is like, of those to come: the last one before it that follows the series, or else the first of them. Places and texts that were changed of one meeting alone are not
 * told from the series' own, so those near the day are asked together, but nobody from the other side of a day from which they were changed. Undefined where nothing is to come.
 */
export function likeOn<M extends InSeries & Partial<Record<LedField, string | null | undefined>>>(coming: readonly M[], day: string): Like<M> | undefined {
  const all = coming.toSorted((a, b) => a.day.localeCompare(b.day));
  const follows = all.filter((meeting) => !meeting.own);
  const at = Math.max(0, follows.findLastIndex((meeting) => meeting.day <= day));
  const like = follows[at] ?? all[0];
  if (!like) return undefined;
  const saying = (...fields: LedField[]): M => {
    const changes = all.filter(({ leads }) => leads.some((field) => fields.includes(field))).map((meeting) => meeting.day);
    const [from = '', until = '9'] = [changes.findLast((one) => one <= like.day), changes.find((one) => one > like.day)];
    const near = follows.slice(Math.max(0, at + 1 - before), at + 1 + after).filter((meeting) => meeting.day >= from && meeting.day < until);
    return mostAlike(near.length > 0 ? near : [like], (meeting) => JSON.stringify(fields.map((field) => meeting[field])));
  };
  return { like, saying };
}

/** The earliest of those that say what most of them say. */
function mostAlike<M>(those: readonly M[], said: (one: M) => string): M {
  const times = (one: M): number => those.filter((other) => said(other) === said(one)).length;
  return those.toSorted((a, b) => times(b) - times(a))[0]!;
}
