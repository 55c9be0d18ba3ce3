import { useDeferredValue, type ReactNode } from 'react';
import { RoomTimes } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { Notice } from '../ui/index.js';
import type { Times } from './times.js';
import { useRooms } from './use-rooms.js';

interface Props {
  place: string;
  times: readonly Times[];
  /** Meetings that are moved themselves. */
  apart?: readonly string[];
}

/** So many times are read at a glance. */
const said = 5;

/** Says beside the place when the room that stands there is taken, and nothing of what takes it; nobody is stopped. */
export function RoomBusy({ place, times, apart = [] }: Props): ReactNode {
  const { t, language } = useTexts();
  const rooms = useRooms();
  const later = useDeferredValue(JSON.stringify({ times, apart }));
  const room = rooms.find((one) => one.place.toLowerCase() === place.trim().toLowerCase());
  const asked = JSON.parse(later) as { times: Times[]; apart: string[] };
  const { data } = useAsk(RoomTimes, { roomId: room?.id ?? '', ...asked }, { enabled: room !== undefined && asked.times.length > 0 });
  if (!room || asked.times.length === 0 || !data || data.busy.length === 0) return null;
  const first = data.busy.slice(0, said).map(({ startsAt, endsAt }) => wholeTime(startsAt, endsAt, language));
  const more = data.busy.length - first.length;
  return (
    <div role="status">
      <Notice gravity="warning" title={t('rooms.busy', { name: room.name })} headingLevel="h3">
        {t('rooms.busyAt', { times: [...first, ...(more > 0 ? [t('rooms.busyMore', { count: more })] : [])].join('; ') })}
      </Notice>
    </div>
  );
}
