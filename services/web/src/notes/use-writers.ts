import { useEffect, useState } from 'react';
import { AgendaWriters, type WriterView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAsk } from '../api/use-ask.js';

/** How long an answer to whether somebody goes on typing is waited for, in milliseconds. */
const patience = 2_000;

/** The others who type an item's notes now. Where nobody can be asked any more, nobody is believed to. */
export function useWriters(meetingId: string, itemId: string): readonly WriterView[] {
  const { data, dataUpdatedAt } = useAsk(AgendaWriters, { meetingId });
  const [now, setNow] = useState(0);
  const endOf = ({ remainingMs }: WriterView): number => dataUpdatedAt + remainingMs;
  const writers = (data?.items ?? []).filter((writer) => writer.itemId === itemId);
  const soonest = Math.min(...writers.map(endOf));
  useEffect(() => {
    if (soonest === Infinity) return undefined;
    const again = setTimeout(() => isOutdated('writing', itemId), soonest - Date.now());
    const gone = setTimeout(() => setNow(Date.now()), soonest + patience - Date.now());
    return () => [again, gone].forEach(clearTimeout);
  }, [soonest, itemId]);
  return writers.filter((writer) => endOf(writer) + patience > now);
}
