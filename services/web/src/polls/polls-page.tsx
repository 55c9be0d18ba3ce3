import type { ReactNode } from 'react';
import { Polls, ScheduleMeeting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { Empty, Loaded, MainLink, Page, Section } from '../ui/index.js';
import { PollList } from './poll-list.js';
import { waitsForMe } from './waiting.js';

/** Which times are being asked about, and which wait for my answer? */
export function PollsPage(): ReactNode {
  const { t } = useTexts();
  const polls = useAsk(Polls, {});
  return (
    <Page title={t('polls.title')} lead={t('polls.lead')} actions={may(useMe(), ScheduleMeeting) && <MainLink to="/omrostningar/ny">{t('polls.new')}</MainLink>}>
      <Loaded of={polls}>
        {({ items, more }) => {
          const [waiting, others] = [items.filter(waitsForMe), items.filter((poll) => !waitsForMe(poll))];
          return (
            <>
              <Section title={t('polls.waiting')}>{waiting.length > 0 ? <PollList polls={waiting} /> : <Empty text={t('polls.nothingWaits')} />}</Section>
              <Section title={t('polls.others')}>
                {others.length > 0 ? <PollList polls={others} /> : <Empty text={t('polls.none')} />}
                {more && <p className="muted">{t('polls.notAll')}</p>}
              </Section>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
