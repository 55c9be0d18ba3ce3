import type { ReactNode } from 'react';
import { UnreadCount } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { BareLink, BellIcon, CalendarIcon, PersonGroupIcon, SunIcon } from '../ui/index.js';

const countingStopsAt = 100;

function Unread(): ReactNode {
  const { t } = useTexts();
  const unread = useAsk(UnreadCount, {}).data?.unread ?? 0;
  if (unread === 0) return null;
  const many = unread >= countingStopsAt;
  return (
    <>
      <span className="badge" aria-hidden>
        {many ? t('nav.many') : unread}
      </span>
      <span className="hidden">, {many ? t('nav.manyUnread') : t('nav.unread', { count: unread })}</span>
    </>
  );
}

/** The main menu: at the left on a wide screen, at the bottom on a phone. */
export function Navigation(): ReactNode {
  const { t } = useTexts();
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      <ul>
        <li>
          <BareLink to="/" activeOptions={{ exact: true }}>
            <SunIcon aria-hidden fontSize="1.5rem" />
            {t('nav.today')}
          </BareLink>
        </li>
        <li>
          <BareLink to="/moten">
            <CalendarIcon aria-hidden fontSize="1.5rem" />
            {t('nav.meetings')}
          </BareLink>
        </li>
        <li>
          <BareLink to="/grupper">
            <PersonGroupIcon aria-hidden fontSize="1.5rem" />
            {t('nav.groups')}
          </BareLink>
        </li>
        <li>
          <BareLink to="/aviseringar">
            <BellIcon aria-hidden fontSize="1.5rem" />
            <span>{t('nav.notifications')}</span>
            <Unread />
          </BareLink>
        </li>
      </ul>
    </nav>
  );
}
