import { useDeferredValue, type ReactNode } from 'react';
import { PreviewSeries, type RawInput } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import type { Draft } from '../meetings/draft.js';
import { readOccasion } from '../occasion/occasion.js';
import { RoomBusy } from '../rooms/room-busy.js';
import { wallAt } from './changed-times.js';
import { recurrenceOf } from './repeat.js';

/** Says when the room is taken at any of the times of a series that is called. */
export function SeriesRoomBusy({ draft }: { draft: Draft }): ReactNode {
  const wanted = useDeferredValue(recurrenceOf(readOccasion(draft), draft));
  const { data } = useAsk(PreviewSeries, wanted ?? ({} as RawInput<typeof PreviewSeries>), { enabled: wanted !== undefined });
  return <RoomBusy place={draft.place} times={wanted ? (data?.meetings ?? []).map(wallAt) : []} />;
}
