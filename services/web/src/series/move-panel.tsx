import { useState, type ReactNode } from 'react';
import { SeriesOfMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import ReschedulePanel from '../meetings/reschedule-panel.js';
import { Loaded } from '../ui/index.js';
import { ChangeSeriesForm } from './change-series-form.js';
import { ScopeChoice, type Scope } from './scope-choice.js';

/** Moves a meeting in time or place; of a series it is asked which of its meetings are meant. */
export default function MovePanel({ meeting, onClose }: { meeting: MeetingView; onClose: () => void }): ReactNode {
  const [scope, setScope] = useState<Scope>('this');
  const asked = useAsk(SeriesOfMeeting, { meetingId: meeting.id });
  return (
    <Loaded of={asked}>
      {({ series }) =>
        series?.may.includes('change') ? (
          <div className="stack">
            <ScopeChoice value={scope} onChange={setScope} />
            {scope === 'this' ? <ReschedulePanel meeting={meeting} onClose={onClose} /> : <ChangeSeriesForm meeting={meeting} series={series} scope={scope} onClose={onClose} />}
          </div>
        ) : (
          <ReschedulePanel meeting={meeting} onClose={onClose} />
        )
      }
    </Loaded>
  );
}
