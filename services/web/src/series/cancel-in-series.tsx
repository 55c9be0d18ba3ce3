import { useState, type ReactNode } from 'react';
import { CancelSeries, SeriesOfMeeting, type MeetingView, type SeriesView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { CancelDialog } from '../meetings/cancel-dialog.js';
import { GuestsNotTold } from '../guests/guests-not-told.js';
import { faultText } from '../occasion/form.js';
import { refusedFields } from '../occasion/refused-fields.js';
import { Confirm, Prose, Readers, Refused } from '../ui/index.js';
import { ScopeChoice, type Scope } from './scope-choice.js';
import { useChangeSeries } from './use-change-series.js';

const longest = 500;

interface Props {
  meeting: MeetingView;
  onClose: () => void;
}

/** Asks whether to cancel a meeting, and of a series which of its meetings. */
export function CancelInSeries({ meeting, onClose }: Props): ReactNode {
  const asked = useAsk(SeriesOfMeeting, { meetingId: meeting.id });
  if (asked.isPending) return null;
  const series = asked.data?.series;
  return series?.may.includes('cancel') ? <CancelSeriesDialog meeting={meeting} series={series} onClose={onClose} /> : <CancelDialog meeting={meeting} onClose={onClose} />;
}

function CancelSeriesDialog({ meeting, series, onClose }: Props & { series: SeriesView }): ReactNode {
  const { t } = useTexts();
  const [scope, setScope] = useState<Scope>('this');
  const [reason, setReason] = useState('');
  const change = useChangeSeries(CancelSeries, series, meeting.id, onClose);
  const fault = change.refusal ? refusedFields(change.refusal).find((one) => one.field === 'reason') : undefined;
  const readers = (
    <>
      {t('meeting.cancelReasonHelp')}
      <br />
      <Readers>{t('meeting.readers', { readers: meeting.content?.readers.join('; ') })}</Readers>
    </>
  );
  return (
    <Confirm
      title={t('series.cancelTitle')}
      act={t(`series.cancelAct.${scope}`)}
      leave={t('meeting.keep')}
      busy={change.pending}
      onAct={() => void change.send({ seriesId: series.id, scope, meetingId: meeting.id, reason })}
      onLeave={onClose}
    >
      <ScopeChoice value={scope} onChange={setScope} />
      <p>{t('meeting.cancelText')}</p>
      {scope === 'this' ? <GuestsNotTold meeting={meeting} /> : <p>{t('linkGuest.noneTold')}</p>}
      {scope !== 'this' && <p>{t('series.cancelMovedToo')}</p>}
      {meeting.groupLevel === 'GENERAL' && (
        <Prose id="reason" max={longest} label={t('meeting.cancelReason')} help={readers} fault={faultText(fault && `problem.${fault.slug}`, t)} value={reason} onChange={setReason} />
      )}
      {change.isStale && <p role="alert">{t('series.stale')}</p>}
      {!fault && <Refused refusal={change.refusal} />}
    </Confirm>
  );
}
