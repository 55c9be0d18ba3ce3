import type { ReactNode } from 'react';
import { OwnAvailability } from '@knutpunkt/contracts';
import { OwnFeedPart } from '../account/own-feed-part.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loaded, Page } from '../ui/index.js';
import { Absences } from './absences.js';
import { ConnectedCalendarsPart } from './connected-calendars.js';
import { OfficeHours } from './office-hours.js';
import { WhoAsked } from './who-asked.js';

/** When am I free for others, and where do I see my meetings? */
export function OwnCalendarsPage(): ReactNode {
  const { t } = useTexts();
  const own = useAsk(OwnAvailability, {});
  const again = (): void => void own.refetch();
  return (
    <Page title={t('availability.title')} lead={t('availability.lead')}>
      <Loaded of={own}>
        {(view) => (
          <>
            <OfficeHours own={view} again={again} />
            <Absences own={view} again={again} />
          </>
        )}
      </Loaded>
      <ConnectedCalendarsPart />
      <OwnFeedPart />
      <WhoAsked />
    </Page>
  );
}
