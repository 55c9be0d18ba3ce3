import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';

/** Minutes that are planned against the meeting's length; what is too much is said in words and in red. */
export function PlannedMinutes({ minutes: { planned, meeting } }: { minutes: AgendaView['minutes'] }): ReactNode {
  const { t } = useTexts();
  const over = planned - meeting;
  return (
    <p className={over > 0 ? 'too-much' : undefined} role="status">
      {t('agenda.sum', { planned, meeting })} {over > 0 && t('agenda.over', { count: over })}
    </p>
  );
}
