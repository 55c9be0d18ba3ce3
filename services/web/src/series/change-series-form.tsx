import { useEffect, useState, type ReactNode } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { ChangeSeries, type MeetingView, type SeriesView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { readOccasion, type Occasion } from '../occasion/occasion.js';
import { SendableOccasion } from '../occasion/occasion-faults.js';
import { faultsOf, showRefused } from '../occasion/form.js';
import { FormLine } from '../occasion/form-line.js';
import { WhereFields } from '../occasion/occasion-fields.js';
import { dotted } from '../time/clock-time.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, ErrorList, Line, Notice, Refused } from '../ui/index.js';
import { minutesBetween } from './repeat.js';
import type { Scope } from './scope-choice.js';
import { useChangeSeries } from './use-change-series.js';

interface Props {
  meeting: MeetingView;
  series: SeriesView;
  scope: Exclude<Scope, 'this'>;
  onClose: () => void;
}

const fields = ['starts', 'ends', 'place', 'link'];

const occasionOf = ({ startsAt, endsAt, place, link }: MeetingView): Occasion => {
  const { date, time } = wallClockAt(startsAt);
  return { date, starts: dotted(time), ends: dotted(wallClockAt(endsAt).time), startsOffset: '', endsOffset: '', place, link };
};

/** What of the form differs from the meeting as it is: what was not touched stays as each meeting has it. */
function changedIn(typed: Occasion, before: Occasion): { time?: string; minutes?: number; place?: string; link?: string } {
  const { starts, ends } = readOccasion(typed);
  const isMoved = typed.starts !== before.starts || typed.ends !== before.ends;
  return {
    ...(isMoved && starts && ends ? { time: starts, minutes: minutesBetween(starts, ends) } : {}),
    ...(typed.place === before.place ? {} : { place: typed.place }),
    ...(typed.link.trim() === before.link ? {} : { link: typed.link.trim() }),
  };
}

/** Changes the time of day, place and link of several meetings of a series; each stays on its day. */
export function ChangeSeriesForm({ meeting, series, scope, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const before = occasionOf(meeting);
  const form = useForm<Occasion>({ defaultValues: before, resolver: zodResolver(SendableOccasion), shouldFocusError: false });
  const change = useChangeSeries(ChangeSeries, series, meeting.id, onClose);
  const [round, setRound] = useState(0);
  const [atFields, setAtFields] = useState(false);
  const send = form.handleSubmit((typed) => change.send({ seriesId: series.id, scope, meetingId: meeting.id, ...changedIn(typed, before) }), () => setRound(round + 1));
  useEffect(() => {
    if (change.refusal === null) return;
    setAtFields(showRefused(change.refusal, form.setError, fields));
    setRound((last) => last + 1);
  }, [change.refusal, form.setError]);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorList faults={faultsOf(form.formState.errors, t)} round={round} />
      <p>{t('series.changeHelp')}</p>
      <div className="row-fields">
        <FormLine control={form.control} name="starts">
          {(bound) => <Line narrow {...bound} label={t('call.starts')} help={t('call.timeHelp')} />}
        </FormLine>
        <FormLine control={form.control} name="ends">
          {(bound) => <Line narrow {...bound} label={t('call.ends')} help={t('call.timeHelp')} />}
        </FormLine>
      </div>
      <WhereFields form={form} />
      {change.isStale && (
        <Notice gravity="warning" title={t('conflict.title')} headingLevel="h3">
          {t('series.stale')}
        </Notice>
      )}
      {!atFields && <Refused refusal={change.refusal} again={() => void send()} />}
      <div className="row">
        <Button type="submit" weight="main" busy={change.pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
