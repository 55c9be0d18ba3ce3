import type { ReactNode } from 'react';
import { MarkRead, type MatterNotifications } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Refused, Tag, TextLink, useAnnounce } from '../ui/index.js';
import { headlineOf, pageOf } from './headline.js';
import { sentenceFor } from './sentence.js';

/** What happened to one meeting, promise or request, newest first, and a button that marks it as read. */
export function Matter({ of: { matter, items, unread, latest } }: { of: z.infer<typeof MatterNotifications> }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const mark = useAction(MarkRead, () => {
    isOutdated('notification', matter.id);
    announce(t('notifications.marked'));
  });
  const me = useMe();
  const headline = headlineOf(matter, t, language);
  return (
    <li>
      <div className="row">
        <TextLink to={pageOf(matter, me)}>{headline}</TextLink>
        {matter.kind === 'meeting' && matter.status === 'cancelled' && <Tag tone="bad">{t('status.cancelled')}</Tag>}
        {unread > 0 && <Tag tone="news">{t('notifications.unreadIn', { count: unread })}</Tag>}
      </div>
      <ul className="events">
        {items.map((one) => (
          <li key={one.id} className={one.read ? 'muted' : 'is-unread'}>
            {sentenceFor(one, t)} <span className="muted">{momentInWords(one.at, language)}</span>
            {!one.read && <span className="hidden"> ({t('notifications.unread')})</span>}
          </li>
        ))}
      </ul>
      {unread > 0 && (
        <Button
          small
          weight="quiet"
          busy={mark.pending}
          onClick={() => void mark.run({ matterId: matter.id, until: latest })}
          aria-label={`${t('notifications.markRead')}: ${headline}`}
        >
          {t('notifications.markRead')}
        </Button>
      )}
      <Refused refusal={mark.refusal} />
    </li>
  );
}
