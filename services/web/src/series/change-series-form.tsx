import { useEffect, useState, type ReactNode } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { ChangeSeries, PreviewWeekday, weekdays, type MeetingView, type SeriesView, type Weekday } from '@knutpunkt/contracts';
import * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Occasion, readOccasion } from '../occasion/occasion.js';
import { checkTexts, checkTimes } from '../occasion/occasion-faults.js';
import { faultsOf, showRefused } from '../occasion/form.js';
import { FormLine } from '../occasion/form-line.js';
import { WhereFields } from '../occasion/occasion-fields.js';
import { dotted } from '../time/clock-time.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, ErrorList, Line, Loaded, Notice, Refused, Select } from '../ui/index.js';
import { RoomBusy } from '../rooms/room-busy.js';
import { minutesBetween } from './repeat.js';
import { changedTimes, movedTimes } from './changed-times.js';
import type { Scope } from './scope-choice.js';
import { useChangeSeries } from './use-change-series.js';
import { WeekdayPreview } from './weekday-preview.js';

interface Props {
  meeting: MeetingView;
  series: SeriesView;
  scope: Exclude<Scope, 'this'>;
  onClose: () => void;
}

const fields = ['weekday', 'starts', 'ends', 'place', 'link'];
const Sendable = Occasion.extend({ weekday: z.enum(['', ...weekdays]) }).check(checkTimes, checkTexts);
/** As typed; no weekday where the series stays on the one that it has. */
type Typed = z.infer<typeof Sendable>;

const typedOf = ({ startsAt, endsAt, place, link }: MeetingView): Typed => {
  const { date, time } = wallClockAt(startsAt);
  return { date, starts: dotted(time), ends: dotted(wallClockAt(endsAt).time), startsOffset: '', endsOffset: '', place, link, weekday: '' };
};

/** What of the form differs from the meeting as it is: what was not touched stays as each meeting has it. */
function changedIn(typed: Typed, before: Typed): { weekday?: Weekday; time?: string; minutes?: number; place?: string; link?: string } {
  return {
    ...(typed.weekday === '' ? {} : { weekday: typed.weekday }),
    ...hoursIn(typed, before),
    ...(typed.place === before.place ? {} : { place: typed.place }),
    ...(typed.link.trim() === before.link ? {} : { link: typed.link.trim() }),
  };
}

function hoursIn(typed: Typed, before: Typed): { time?: string; minutes?: number } {
  const { starts, ends } = readOccasion(typed);
  const isMoved = typed.starts !== before.starts || typed.ends !== before.ends;
  return isMoved && starts && ends && starts < ends ? { time: starts, minutes: minutesBetween(starts, ends) } : {};
}

/** Which day of the week the series is to follow. */
function WeekdayChoice({ form }: { form: UseFormReturn<Typed> }): ReactNode {
  const { t } = useTexts();
  const options = [{ value: '', label: t('series.weekday.same') }, ...weekdays.map((value, at) => ({ value, label: t(`availability.weekday.${(at + 1) as 1}`) }))];
  return (
    <FormLine control={form.control} name="weekday">
      {(bound) => <Select {...bound} label={t('series.weekday.label')} help={t('series.weekday.toPreview')} options={options} />}
    </FormLine>
  );
}

/** Changes the weekday, time of day, place and link of several meetings of a series. What another weekday does to each of them is shown before it can be sent. */
export function ChangeSeriesForm({ meeting, series, scope, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const before = typedOf(meeting);
  const form = useForm<Typed>({ defaultValues: before, resolver: zodResolver(Sendable), shouldFocusError: false });
  const change = useChangeSeries(ChangeSeries, series, meeting.id, onClose);
  const [round, setRound] = useState(0);
  const [atFields, setAtFields] = useState(false);
  const typed = form.watch();
  const toWeekday = typed.weekday;
  const plan = useAsk(PreviewWeekday, { seriesId: series.id, scope, meetingId: meeting.id, weekday: toWeekday || 'MO', ...hoursIn(typed, before) }, { enabled: toWeekday !== '', keep: true });
  const isPreviewed = toWeekday === '' || (plan.data !== undefined && !plan.isPlaceholderData);
  const count = plan.data?.moves.filter(({ to }) => to !== null).length ?? 0;
  const changed = changedIn(typed, before);
  const asked = toWeekday === '' ? changedTimes(series, { meeting, scope, changed }) : movedTimes(plan.data?.moves ?? [], changed);
  const send = form.handleSubmit((ready) => (isPreviewed ? change.send({ seriesId: series.id, scope, meetingId: meeting.id, ...changedIn(ready, before) }) : plan.refetch()), () => setRound(round + 1));
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
      <p>{t(series.weekday ? 'series.changeHelpDays' : 'series.changeHelp')}</p>
      {series.weekday && <WeekdayChoice form={form} />}
      <div className="row-fields">
        <FormLine control={form.control} name="starts">
          {(bound) => <Line narrow {...bound} label={t('call.starts')} help={t('call.timeHelp')} />}
        </FormLine>
        <FormLine control={form.control} name="ends">
          {(bound) => <Line narrow {...bound} label={t('call.ends')} help={t('call.timeHelp')} />}
        </FormLine>
      </div>
      <WhereFields form={form as unknown as UseFormReturn<Occasion>} busy={<RoomBusy place={typed.place} {...asked} />} />
      {toWeekday !== '' && <Loaded of={plan}>{(found) => <WeekdayPreview plan={found} changesMore={Object.keys(changed).length > 1} />}</Loaded>}
      {change.isStale && (
        <Notice gravity="warning" title={t('conflict.title')} headingLevel="h3">
          {t('series.stale')}
        </Notice>
      )}
      {!atFields && <Refused refusal={change.refusal} again={() => void send()} />}
      <div className="row">
        <Button type="submit" weight="main" busy={change.pending || (toWeekday !== '' && plan.isFetching)}>
          {toWeekday === '' || count === 0 ? t('action.save') : t('series.weekday.act', { count })}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
