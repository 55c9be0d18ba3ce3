import type { OpenPoll, RawInput } from '@knutpunkt/contracts';
import { addresseesOf } from '../occasion/addressees.js';
import { parseClockTime } from '../time/clock-time.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import type { Choosable } from '../ui/index.js';

/** A proposed time, as typed. */
export interface TypedTime {
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
}

/** A poll that is being written, exactly as typed. */
export interface PollDraft {
  readonly groupId: string;
  readonly chosen: readonly Choosable[];
  readonly times: readonly TypedTime[];
  readonly closesOn: string;
  readonly closesAt: string;
  readonly hidden: boolean;
  readonly mayPropose: boolean;
  readonly title: string;
  readonly about: string;
  readonly place: string;
  readonly link: string;
}

export const noTime: TypedTime = { date: '', starts: '', ends: '' };
export const emptyPoll: PollDraft = { groupId: '', chosen: [], times: [noTime, noTime], closesOn: '', closesAt: '17.00', hidden: false, mayPropose: false, title: '', about: '', place: '', link: '' };

type Found = Record<string, string>;
const day = (text: string): string | undefined => parseSwedishDate(text, todayInStockholm());
const isBlank = (text: string): boolean => text.trim() === '';

function dateFault(text: string): string | undefined {
  if (isBlank(text)) return 'field.date.missing';
  return day(text) === undefined ? 'field.date.invalid' : undefined;
}

function clockFault(text: string): string | undefined {
  if (isBlank(text)) return 'field.time.missing';
  return parseClockTime(text) === undefined ? 'field.time.invalid' : undefined;
}

/** What is wrong with a time, by the name of its field. */
export function timeFaults({ date, starts, ends }: TypedTime): Found {
  const [from, to] = [parseClockTime(starts), parseClockTime(ends)];
  const order = from !== undefined && to !== undefined && to <= from ? 'field.ends.beforeStart' : undefined;
  return present({ date: dateFault(date), starts: clockFault(starts), ends: clockFault(ends) ?? order });
}

const present = (faults: Record<string, string | undefined>): Found => Object.fromEntries(Object.entries(faults).filter((one): one is [string, string] => one[1] !== undefined));

/** What is wrong with a poll before it is sent, by the name of its field: a time's are `options-<at>-<field>`. */
export function pollFaults(draft: PollDraft): Found {
  const times = draft.times.flatMap((time, at) => Object.entries(timeFaults(time)).map(([name, fault]) => [`options-${at}-${name}`, fault] as const));
  const nobody = draft.groupId === '' && draft.chosen.length === 0 ? 'field.people.missing' : undefined;
  return { ...present({ people: nobody }), ...Object.fromEntries(times), ...present({ closes: dateFault(draft.closesOn), closesAt: clockFault(draft.closesAt) }) };
}

/** Start and end as wall-clock times for the hub. Takes what has been checked to be readable. */
export const wallTimesOf = ({ date, starts, ends }: TypedTime): { starts: string; ends: string } => ({ starts: `${day(date)}T${parseClockTime(starts)}`, ends: `${day(date)}T${parseClockTime(ends)}` });

/** What is sent to the hub. A group at individual level takes neither text nor anybody but its members. */
export const inputOf = (draft: PollDraft, isIndividual: boolean): RawInput<typeof OpenPoll> => ({
  options: draft.times.map(wallTimesOf), closes: `${day(draft.closesOn)}T${parseClockTime(draft.closesAt)}`, hidden: draft.hidden, mayPropose: draft.mayPropose, place: draft.place, link: draft.link.trim(),
  ...addresseesOf(isIndividual ? [] : [...draft.chosen]),
  ...(draft.groupId ? { groupId: draft.groupId } : {}),
  ...(isIndividual ? {} : { title: draft.title, about: draft.about }),
});
