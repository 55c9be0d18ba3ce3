import { DraftMeeting, type MeetingDraftView, type RawInput } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { textRefused } from '../api/text-fault.js';
import { addresseesOf } from '../occasion/addressees.js';
import { say } from '../occasion/occasion-faults.js';
import { noRepeat } from '../series/repeat.js';
import { parseClockTime } from '../time/clock-time.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Draft } from './draft.js';
import { holder, person } from './use-participants.js';

type Occasion = RawInput<typeof DraftMeeting>['occasion'];
type Offset = Occasion['startsOffset'];

/** When and how often, as typed. */
function occasionOf(draft: Draft): Occasion {
  const { whom, held, date, starts, ends, repeats, repeatHow: how, repeatEnd: end, until, count, skipHolidays, skipWeeks, skipDays, extraDays } = draft;
  const repeat = { repeats, how, end, until, count, skipHolidays, skipWeeks, skipDays, extraDays };
  return { whom, held, date, starts, ends, startsOffset: draft.startsOffset as Offset, endsOffset: draft.endsOffset as Offset, repeat };
}

/** The same with figures for words, as far as it can be read: at individual level the hub keeps no words. */
function inFigures(draft: Draft): Draft {
  const day = (typed: string): string => parseSwedishDate(typed, todayInStockholm()) ?? typed;
  const time = (typed: string): string => parseClockTime(typed) ?? typed;
  return { ...draft, date: day(draft.date), until: day(draft.until), starts: time(draft.starts), ends: time(draft.ends), skipWeeks: draft.skipWeeks.replace(/vecka/gi, 'v').replaceAll(';', ',') };
}

/** What is saved in the hub. For a group at individual level neither text nor anybody but its members is sent. */
export const savedOf = (draft: Draft, isIndividual: boolean): RawInput<typeof DraftMeeting> => ({
  ...(draft.whom === 'group' && draft.groupId ? { groupId: draft.groupId } : {}),
  ...addresseesOf(isIndividual ? [] : draft.chosen),
  ...(isIndividual ? {} : { title: draft.title, about: draft.about }),
  place: draft.place,
  link: draft.link,
  listHidden: draft.listHidden,
  occasion: occasionOf(isIndividual ? inFigures(draft) : draft),
});

/** A draft from the hub, as it was typed. `word` says that a function is one. */
export function draftOf(view: MeetingDraftView, word: string): Draft {
  const { id, version, group, occasion: { repeat, ...occasion }, people, functions, title, about, place, link, listHidden } = view;
  const { how: repeatHow, end: repeatEnd, ...repeated } = repeat ?? { ...noRepeat, how: noRepeat.repeatHow, end: noRepeat.repeatEnd };
  const chosen = [...people.map(person), ...functions.map((one) => holder(one, word))];
  return { ...occasion, ...repeated, repeatHow, repeatEnd, groupId: group?.id ?? '', chosen, title, about, place, link, listHidden, saved: { id, version } };
}

/** Texts that can be kept: how long they are, and that they can be shown. The rest is looked at when the meeting is called. */
function checkTexts(check: { value: Draft; issues: z.core.$ZodRawIssue[] }): void {
  const { title, about, place, link } = DraftMeeting.input.shape;
  for (const [field, rule] of Object.entries({ title, about, place, link })) {
    const fault = textRefused(rule, check.value[field as 'title']);
    if (fault) say(check, field, fault);
  }
}

/** A draft that can be saved. Messages are keys of the texts. */
export const SavableDraft = Draft.check(checkTexts);
