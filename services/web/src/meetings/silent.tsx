import { useEffect, useRef, type ReactNode } from 'react';
import { MeetingDetails, RemindParticipants, type MeetingView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Refused, useAnnounce } from '../ui/index.js';
import { nameOf, notAnswered } from './participants-by.js';

/** Who has not answered, and one press to remind them all. */
export function Silent({ meeting, content }: { meeting: MeetingView; content: NonNullable<MeetingView['content']> }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const said = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  const remind = useAction(RemindParticipants, (view) => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    announce(t('meeting.reminded'));
    pressed.current = true;
  });
  const silent = notAnswered(content.participants.filter((one) => !one.removed)).map((one) => `${nameOf(one)} (${one.organisation.name})`);
  const when = content.remindedAt && momentInWords(content.remindedAt, language);
  // The button is gone then: the focus goes to what stands in its place.
  useEffect(() => {
    if (pressed.current) said.current?.focus();
    pressed.current = false;
  }, [content.remindedAt]);
  return (
    <>
      <p>
        <strong>{t('meeting.notAnswered')}:</strong> {silent.length > 0 ? silent.join(', ') : t('meeting.everybodyAnswered')}
      </p>
      <Refused refusal={remind.refusal} />
      <div className="row no-print">
        {meeting.may.includes('remind') && (
          <Button small busy={remind.pending} onClick={() => void remind.run({ meetingId: meeting.id })}>
            {t('meeting.remind')}
          </Button>
        )}
        {when && (
          <span className="muted" ref={said} tabIndex={-1}>
            {t('meeting.remindedAt', { when })}
          </span>
        )}
      </div>
    </>
  );
}
