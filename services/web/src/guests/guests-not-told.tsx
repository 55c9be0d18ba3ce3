import type { ReactNode } from 'react';
import type { MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';

/** Who has to be told by hand that a meeting is moved or cancelled: guests without an account get no message. */
export function GuestsNotTold({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  const guests = (meeting.content?.guests ?? []).map(({ name, organisation }) => `${name} (${organisation})`);
  return guests.length > 0 && <p>{t('linkGuest.notTold', { count: guests.length, names: guests.join(', ') })}</p>;
}
