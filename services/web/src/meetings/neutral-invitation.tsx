import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { Section } from '../ui/index.js';
import { readOccasion } from '../occasion/occasion.js';
import type { Draft } from './draft.js';

/** What the mail will hold: time, place and group, and nothing that is written about the meeting. */
export function NeutralInvitation({ draft, groupName }: { draft: Draft; groupName: string | undefined }): ReactNode {
  const { t, language } = useTexts();
  const { date, starts, ends } = readOccasion(draft);
  const clock = starts && ends ? ` ${dotted(starts)}–${dotted(ends)}` : '';
  const group = groupName ?? t('call.noGroupInMail');
  return (
    <Section title={t('call.neutral')}>
      <p>{t('call.neutralText')}</p>
      <div className="letter">
        <strong>{t('call.mailSubject', { group })}</strong>
        <dl className="facts">
          <dt>{t('call.mailWhen')}</dt>
          <dd>
            {date ? `${dateInWords(date, language)}, ${weekLabel(date, language)}${clock}` : '–'}
            {draft.repeats && ` ${t('series.mailDates')}`}
          </dd>
          <dt>{t('call.mailWhere')}</dt>
          <dd>{draft.place.trim() || draft.link.trim() || '–'}</dd>
          <dt>{t('call.mailGroup')}</dt>
          <dd>{group}</dd>
        </dl>
        <p>{t('call.mailLink')}</p>
      </div>
    </Section>
  );
}
