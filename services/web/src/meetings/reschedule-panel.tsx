import { useEffect, useState, type ReactNode } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { RescheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { wholeTime } from '../time/spoken.js';
import { offsetAt, wallClockAt } from '../time/stockholm.js';
import { Button, Conflict, ErrorList, Refused } from '../ui/index.js';
import { readOccasion, wallTimes, type Occasion } from '../occasion/occasion.js';
import { SendableOccasion } from '../occasion/occasion-faults.js';
import { faultsOf, showRefused } from '../occasion/form.js';
import { WhenFields, WhereFields } from '../occasion/occasion-fields.js';
import { RoomBusy } from '../rooms/room-busy.js';
import { timesOf } from '../rooms/times.js';
import { GuestsNotTold } from '../guests/guests-not-told.js';
import { NoticeWarning } from './notice-warning.js';
import { useChange } from './use-change.js';

const fields = ['date', 'starts', 'ends', 'place', 'link'];

const occasionOf = ({ startsAt, endsAt, place, link }: MeetingView): Occasion => {
  const { date, time } = wallClockAt(startsAt);
  return { date, starts: dotted(time), ends: dotted(wallClockAt(endsAt).time), startsOffset: offsetAt(startsAt), endsOffset: offsetAt(endsAt), place, link };
};

const touched = ({ startsAt, endsAt, place, link, status }: MeetingView): unknown[] => [startsAt, endsAt, place, link, status];

/** Moves a meeting in time or place. */
export default function ReschedulePanel({ meeting, onClose }: { meeting: MeetingView; onClose: () => void }): ReactNode {
  const { t, language } = useTexts();
  const form = useForm<Occasion>({ defaultValues: occasionOf(meeting), resolver: zodResolver(SendableOccasion), shouldFocusError: false });
  const change = useChange(RescheduleMeeting, meeting, touched, onClose);
  const [round, setRound] = useState(0);
  const [atFields, setAtFields] = useState(false);
  const send = form.handleSubmit(
    (typed) => change.send({ meetingId: meeting.id, ...wallTimes(typed), place: typed.place, link: typed.link.trim() }),
    () => setRound(round + 1),
  );
  useEffect(() => {
    if (change.refusal === null) return;
    setAtFields(showRefused(change.refusal, form.setError, fields));
    setRound((before) => before + 1);
  }, [change.refusal, form.setError]);
  const typed = form.watch();
  const { date, starts, ends } = readOccasion(typed);
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
      <p>{t('meeting.rescheduleHelp')}</p>
      <GuestsNotTold meeting={meeting} />
      <WhenFields form={form} refusal={change.refusal} />
      <NoticeWarning typed={typed} groupLevel={meeting.groupLevel} />
      <WhereFields form={form} busy={<RoomBusy place={typed.place} times={timesOf(typed)} apart={[meeting.id]} />} />
      {change.conflict && (
        <Conflict
          busy={change.pending}
          onKeepMine={() => void send()}
          onTakeTheirs={onClose}
          differences={[
            {
              what: t('meeting.when'),
              theirs: wholeTime(change.conflict.startsAt, change.conflict.endsAt, language),
              mine: `${date ?? typed.date} ${starts ?? typed.starts}–${ends ?? typed.ends}`,
            },
            { what: t('meeting.where'), theirs: change.conflict.place, mine: typed.place },
            { what: t('meeting.link'), theirs: change.conflict.link, mine: typed.link },
          ]}
        />
      )}
      {!atFields && <Refused refusal={change.refusal} again={() => void send()} />}
      {!change.conflict && (
        <div className="row">
          <Button type="submit" weight="main" busy={change.pending}>
            {t('action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      )}
    </form>
  );
}
