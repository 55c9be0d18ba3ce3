import { useState, type ReactNode } from 'react';
import { MarkRead, NotificationInbox, type MatterNotifications } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Empty, Loaded, More, Page, Refused, Section, Switcher, useAnnounce } from '../ui/index.js';
import { Matter } from './matter.js';
import { unreadFirst } from './unread-first.js';

type Matters = readonly z.infer<typeof MatterNotifications>[];

function MarkAll({ matters }: { matters: Matters }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const mark = useAction(MarkRead, () => {
    isOutdated('notification', '');
    announce(t('notifications.marked'));
  });
  const latest = matters
    .map((matter) => matter.latest)
    .sort()
    .at(-1);
  if (latest === undefined || matters.every((matter) => matter.unread === 0)) return null;
  return (
    <>
      <Button small busy={mark.pending} onClick={() => void mark.run({ until: latest })}>
        {t('notifications.markAll')}
      </Button>
      <Refused refusal={mark.refusal} />
    </>
  );
}

/** What has happened that concerns me? */
export function NotificationsPage(): ReactNode {
  const { t } = useTexts();
  const [show, setShow] = useState<'all' | 'unread'>('all');
  const inbox = usePages(NotificationInbox, { unread: show === 'unread' ? 'true' : 'false' });
  const matters = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('notifications.title')} actions={<MarkAll matters={matters} />}>
      <Switcher
        label={t('notifications.filter')}
        value={show}
        onChange={setShow}
        options={[
          { value: 'all', label: t('notifications.all') },
          { value: 'unread', label: t('notifications.unreadOnly') },
        ]}
      />
      <Section title={show === 'all' ? t('notifications.all') : t('notifications.unreadOnly')}>
        <Loaded of={inbox}>
          {() =>
            matters.length === 0 ? (
              <Empty text={t(show === 'all' ? 'notifications.empty' : 'notifications.emptyUnread')} help={t('notifications.emptyHelp')} />
            ) : (
              <ul className="plain-list">
                {unreadFirst(matters).map((matter) => (
                  <Matter key={matter.matter.id} of={matter} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <More of={inbox} />
      </Section>
    </Page>
  );
}
