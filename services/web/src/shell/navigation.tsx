import type { ReactNode } from 'react';
import { useLocation } from '@tanstack/react-router';
import { HubOrganisations, UnreadCount } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from './current.js';
import { BareLink, BellIcon, CalendarIcon, EnvelopeClosedIcon, KeyHorizontalIcon, Menu, MenuElipsisHorizontalIcon, PersonGroupIcon, SunIcon, TasklistIcon } from '../ui/index.js';

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

const places = [
  { to: '/', name: 'nav.today', Icon: SunIcon },
  { to: '/moten', name: 'nav.meetings', Icon: CalendarIcon },
  { to: '/forfragningar', name: 'nav.referrals', Icon: EnvelopeClosedIcon },
  { to: '/atgarder', name: 'nav.actions', Icon: TasklistIcon, isUnderMore: true },
  { to: '/grupper', name: 'nav.groups', Icon: PersonGroupIcon, isUnderMore: true },
  { to: '/administration', name: 'nav.administration', Icon: KeyHorizontalIcon, isUnderMore: true, isForAdministrators: true },
  { to: '/hubben', name: 'nav.hub', Icon: KeyHorizontalIcon, isUnderMore: true, isForHub: true },
  { to: '/aviseringar', name: 'nav.notifications', Icon: BellIcon },
] as const;

/** The places that are there for who is logged in. */
function usePlaces(): readonly (typeof places)[number][] {
  const me = useMe();
  return places.filter((place) => (me.administers || !('isForAdministrators' in place)) && (may(me, HubOrganisations) || !('isForHub' in place)));
}

function Place({ to, name, Icon }: (typeof places)[number]): ReactNode {
  const { t } = useTexts();
  return (
    <BareLink to={to} activeOptions={{ exact: to === '/' }}>
      <Icon aria-hidden fontSize="1.5rem" />
      <span>{t(name)}</span>
      {to === '/aviseringar' && <Unread />}
    </BareLink>
  );
}

/** A phone's bar has room for five: the rest opens from its last one, which closes when a page is opened. */
function More(): ReactNode {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const text = (
    <>
      <MenuElipsisHorizontalIcon aria-hidden fontSize="1.5rem" />
      <span>{t('nav.more')}</span>
    </>
  );
  return (
    <Menu key={pathname} look="more" label={t('nav.more')} text={text}>
      {usePlaces().map((place) => 'isUnderMore' in place && <Place key={place.to} {...place} />)}
    </Menu>
  );
}

/** The main menu: at the left on a wide screen, at the bottom on a phone. */
export function Navigation(): ReactNode {
  const { t } = useTexts();
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      <ul>
        {usePlaces().map((place) => (
          <li key={place.to} className={'isUnderMore' in place ? 'wide-only' : ''}>
            <Place {...place} />
          </li>
        ))}
        <li className="phone-only">
          <More />
        </li>
      </ul>
    </nav>
  );
}
