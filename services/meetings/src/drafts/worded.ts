import type { DraftMeeting, Input } from '@knutpunkt/contracts';

type Said = Pick<Input<typeof DraftMeeting>, 'link' | 'occasion'>;

/** Dates, times, numbers and lists of weeks, as figures. */
const figures = /^[\dWwVv .:/,–-]*$/;
const isAddress = (link: string): boolean => link === '' || (/^https:\/\/\S+$/.test(link) && URL.canParse(link));

/** What of a draft's link and times is in words. At individual level none may be kept: what is half written there could be a text about somebody. The table checks the same. */
export function worded({ link, occasion: { date, starts, ends, repeat } }: Said): Record<string, string> {
  const typed = { date, starts, ends, until: repeat?.until ?? '', count: repeat?.count ?? '', skipWeeks: repeat?.skipWeeks ?? '' };
  return { ...(isAddress(link) ? {} : { link }), ...Object.fromEntries(Object.entries(typed).filter(([, text]) => !figures.test(text))) };
}
