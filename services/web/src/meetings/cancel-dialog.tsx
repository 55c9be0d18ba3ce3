import { useState, type ReactNode } from 'react';
import { CancelMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Confirm, Prose, Readers, Refused } from '../ui/index.js';
import { faultText } from '../occasion/form.js';
import { refusedFields } from '../occasion/refused-fields.js';
import { GuestsNotTold } from '../guests/guests-not-told.js';
import { useChange } from './use-change.js';

const longest = 500;

/** Asks whether to cancel a meeting, and why. A group at individual level takes no reason in words. */
export function CancelDialog({ meeting, onClose }: { meeting: MeetingView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const change = useChange(CancelMeeting, meeting, ({ startsAt, status }) => [startsAt, status], onClose);
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
      title={t('meeting.cancelTitle')}
      act={t('meeting.cancel')}
      leave={t('meeting.keep')}
      busy={change.pending}
      onAct={() => void change.send({ meetingId: meeting.id, reason })}
      onLeave={onClose}
    >
      <p>{t('meeting.cancelText')}</p>
      <GuestsNotTold meeting={meeting} />
      {meeting.groupLevel === 'GENERAL' && (
        <Prose
          id="reason"
          max={longest}
          label={t('meeting.cancelReason')}
          help={readers}
          fault={faultText(fault && `problem.${fault.slug}`, t)}
          value={reason}
          onChange={setReason}
        />
      )}
      {change.conflict && <p role="alert">{t('conflict.title')}</p>}
      {!fault && <Refused refusal={change.refusal} />}
    </Confirm>
  );
}
