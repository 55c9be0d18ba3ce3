import type { ReactNode } from 'react';
import { PastMeetings, UpcomingMeetings } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { Empty, Loaded, More } from '../ui/index.js';
import { MeetingList } from './meeting-row.js';

/** Meetings to come (soonest first) or that have been (latest first), of all my groups or of one, page by page. */
export function PagedMeetings({ past, groupId }: { past: boolean; groupId?: string | undefined }): ReactNode {
  const { t } = useTexts();
  const pages = usePages(past ? PastMeetings : UpcomingMeetings, groupId === undefined ? {} : { groupId });
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const meetings = read.flatMap((page) => page.items);
        if (meetings.length === 0)
          return past ? <Empty text={t('meetings.noPast')} /> : <Empty text={t('meetings.noUpcoming')} help={t('meetings.noUpcomingHelp')} />;
        return (
          <>
            <MeetingList meetings={meetings} />
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}
