import { useEffect, useRef, useState } from 'react';
import { ChangeSeries, MeetingDetails, SeriesDetails, SeriesOfMeeting, type CancelSeries, type Operation, type Output, type RawInput, type SeriesView } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { isOutdated, remember } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

type Changing = typeof ChangeSeries | typeof CancelSeries;

/** A change of a series that is being made. `isStale`: somebody else has changed it meanwhile; sending again saves over that. */
export interface SeriesChange<Op> {
  readonly send: (input: RawInput<Op>) => Promise<void>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  readonly isStale: boolean;
}

/** Changes a series from the version that was on the screen when the change was begun. */
export function useChangeSeries<Op extends Changing & Operation>(op: Op, series: SeriesView, meetingId: string, done: () => void): SeriesChange<Op> {
  const { t } = useTexts();
  const announce = useAnnounce();
  const seen = useRef(series.version);
  const [isStale, setStale] = useState(false);
  const action = useAction(op, (answer: Output<Op>) => {
    const view = answer as SeriesView;
    remember(SeriesDetails, { seriesId: view.id }, view);
    remember(SeriesOfMeeting, { meetingId }, { series: view });
    for (const one of view.meetings) isOutdated('meeting', one.meetingId);
    announce(t('series.saved'));
    void ask(MeetingDetails, { meetingId }).then((meeting) => remember(MeetingDetails, { meetingId }, meeting), () => undefined).finally(done);
  });
  const send = async (input: RawInput<Op>): Promise<void> => {
    setStale(false);
    await action.run(input, seen.current);
  };
  useEffect(() => {
    if (action.refusal === null || asRefusal(action.refusal).slug !== 'stale') return;
    ask(SeriesDetails, { seriesId: series.id }).then((now) => {
      seen.current = now.version;
      remember(SeriesDetails, { seriesId: now.id }, now);
      setStale(true);
    }, () => undefined);
  }, [action.refusal, series.id]);
  return { send, pending: action.pending, refusal: isStale ? null : action.refusal, isStale };
}
