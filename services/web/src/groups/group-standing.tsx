import type { ReactNode } from 'react';
import type { GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf } from '../time/stockholm.js';
import { Notice } from '../ui/index.js';

/** Says of a group that does not go on how it stands, and what that means. */
export function GroupStanding({ group: { state, endsAt } }: { group: Pick<z.infer<typeof GroupView>, 'state' | 'endsAt'> }): ReactNode {
  const { t, language } = useTexts();
  if (state === 'established') return null;
  const date = endsAt ? dateInWords(lastDayOf(endsAt), language) : '';
  return (
    <Notice gravity={state === 'winding-up' ? 'warning' : 'announcement'} title={t(`groups.state.${state}`)}>
      {t(`groups.stateMeans.${state}`, { date })}
    </Notice>
  );
}
