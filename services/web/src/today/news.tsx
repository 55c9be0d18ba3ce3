import type { ReactNode } from 'react';
import { NotificationInbox } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Matter } from '../notifications/matter.js';
import { Empty, Loaded, Section, TextLink } from '../ui/index.js';

const shown = 5;

/** What has happened that I have not read, by matter. */
export function News(): ReactNode {
  const { t } = useTexts();
  const inbox = useAsk(NotificationInbox, { unread: 'true', limit: shown });
  return (
    <Section title={t('today.new')} aside={<TextLink to="/aviseringar">{t('today.allNotifications')}</TextLink>} className="no-print">
      <Loaded of={inbox}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('today.nothingNew')} />
          ) : (
            <ul className="plain-list">
              {items.map((matter) => (
                <Matter key={matter.matter.id} of={matter} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
