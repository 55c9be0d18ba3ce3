import { useNavigate } from '@tanstack/react-router';
import { emptyDraft } from '../meetings/draft.js';
import { keepDraft } from '../meetings/kept-draft.js';
import { suggestPoll } from '../polls/suggested.js';
import { useMe } from '../shell/current.js';
import { dotted } from '../time/clock-time.js';
import { wallClockAt } from '../time/stockholm.js';
import type { Choosable } from '../ui/index.js';
import type { Slot } from './slot-list.js';

const typed = ({ startsAt, endsAt }: Slot) => ({ date: wallClockAt(startsAt).date, starts: dotted(wallClockAt(startsAt).time), ends: dotted(wallClockAt(endsAt).time) });

/** Goes on from the times that were found: to a meeting at one of them, or a poll of several. What is known is filled in there, and never stands in an address. */
export function useGoOn({ groupId, chosen }: { groupId: string; chosen: readonly Choosable[] }): { call: (slot: Slot) => void; ask: (slots: readonly Slot[]) => void } {
  const navigate = useNavigate();
  const { person } = useMe();
  return {
    call: (slot) => {
      keepDraft(person.id, { ...emptyDraft(groupId), whom: groupId ? 'group' : 'people', chosen: [...chosen], ...typed(slot) });
      void navigate({ to: '/moten/nytt' });
    },
    ask: (slots) => {
      suggestPoll({ groupId, chosen, times: slots.map(typed) });
      void navigate({ to: '/omrostningar/ny' });
    },
  };
}
