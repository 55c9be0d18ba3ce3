import type { MeetingView } from '@knutpunkt/contracts';
import { dotted } from '../time/clock-time.js';
import { wallClockAt } from '../time/stockholm.js';
import { emptyDraft, type Draft } from './draft.js';
import { holder, person } from './use-participants.js';

/** A new meeting like this one: the same hours, place, texts, group, others invited and who sees them; no date yet, and no answers. `word` says that a function is one. */
export function copied({ startsAt, endsAt, place, link, group }: MeetingView, { title, about, list, participants }: NonNullable<MeetingView['content']>, word: string): Draft {
  const invited = participants.filter((one) => one.via === 'direct' && !one.removed);
  return {
    ...emptyDraft(group?.id ?? ''),
    whom: group ? 'group' : 'people',
    chosen: invited.flatMap((one) => [...(one.person ? [person(one.person)] : []), ...(!one.person && one.function ? [holder(one.function, word)] : [])]),
    starts: dotted(wallClockAt(startsAt).time),
    ends: dotted(wallClockAt(endsAt).time),
    place,
    link,
    listHidden: list !== 'open',
    title,
    about,
  };
}
