import { useDeferredValue, type ReactNode } from 'react';
import { PreviewNotice, type RawInput } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { readOccasion, wallTimes, type Occasion } from '../occasion/occasion.js';

/** Says beside the time that it is late to call or move a meeting to it; nobody is stopped. */
export function NoticeWarning({ typed, groupLevel }: { typed: Occasion; groupLevel: RawInput<typeof PreviewNotice>['groupLevel'] }): ReactNode {
  const { t } = useTexts();
  const later = useDeferredValue(typed);
  const { date, starts, ends } = readOccasion(later);
  const isReadable = date !== undefined && starts !== undefined && ends !== undefined && starts < ends;
  const { data } = useAsk(PreviewNotice, isReadable ? { ...wallTimes(later), groupLevel } : { starts: '', ends: '' }, { enabled: isReadable });
  if (!isReadable || !data?.late) return null;
  return (
    <p className="understood" role="status">
      {t('call.late', { days: t('meeting.workingDays', { count: data.workingDays }), wanted: t('meeting.workingDays', { count: data.wanted }) })}
    </p>
  );
}
