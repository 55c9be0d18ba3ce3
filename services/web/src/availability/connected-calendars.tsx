import { useEffect, type ReactNode } from 'react';
import { DisconnectCalendar, OwnCalendars, type ConnectedCalendars } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Empty, Loaded, Refused, Section, Tag, useAnnounce } from '../ui/index.js';
import { CalendarAddressForm } from './calendar-address-form.js';
import { CalendarFileForm } from './calendar-file-form.js';

type One = ConnectedCalendars['calendars'][number];

/** How it stands with a calendar, in plain words: what its owner can do about it where it could not be read. */
function Standing({ one }: { one: One }): ReactNode {
  const { t, language } = useTexts();
  const when = (at: string): string => momentInWords(at, language);
  return (
    <div className="stack">
      {one.fault && (
        <p>
          <Tag tone="bad">{t('calendars.notRead')}</Tag> {one.failingSince && t('calendars.failingSince', { when: when(one.failingSince) })} {t(`calendars.fault.${one.fault}`)}
        </p>
      )}
      <p className="muted">{one.readAt ? t('calendars.readAt', { when: when(one.readAt) }) : one.fault ? t('calendars.neverRead') : t('calendars.waiting')}</p>
      {one.kind === 'file' && one.coversTo && <p className="muted">{t('calendars.coversTo', { when: when(one.coversTo) })}</p>}
      {one.skipped > 0 && <p className="muted">{t('calendars.skipped', { count: one.skipped })}</p>}
    </div>
  );
}

function Row({ one, again }: { one: One; again: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const name = one.host ?? t('calendars.aFile', { number: one.number });
  const end = useAction(DisconnectCalendar, () => {
    announce(t('calendars.removed'));
    again();
  });
  return (
    <li>
      <div className="row spread">
        <strong>{name}</strong>
        <Button small weight="quiet" busy={end.pending} onClick={() => void end.run({ number: one.number, addedAt: one.addedAt })} aria-label={t('calendars.removeLabel', { name, number: one.number })}>
          {t('calendars.remove')}
        </Button>
      </div>
      <Standing one={one} />
      <Refused refusal={end.refusal} />
    </li>
  );
}

const most = 5;
const soon = 2_000;

/** Calendars elsewhere that count when others look for a time: of them busy and tentative time, and nothing else. */
export function ConnectedCalendarsPart(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(OwnCalendars, {});
  const { refetch } = asked;
  const again = (): void => void refetch();
  const isWaiting = asked.data?.calendars.some((one) => !one.readAt && !one.fault) ?? false;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void refetch(), soon);
    return () => clearInterval(timer);
  }, [isWaiting, refetch]);
  return (
    <Section title={t('calendars.title')}>
      <p>{t('calendars.help')}</p>
      <Loaded of={asked}>
        {({ calendars, fetches }) => (
          <>
            {calendars.length === 0 ? (
              <Empty text={t('calendars.none')} />
            ) : (
              <ul className="plain-list">
                {calendars.map((one) => (
                  <Row key={`${one.number}${one.addedAt}`} one={one} again={again} />
                ))}
              </ul>
            )}
            {calendars.length < most ? (
              <>
                {fetches && <CalendarAddressForm again={again} />}
                <CalendarFileForm again={again} />
              </>
            ) : (
              <p className="muted">{t('problem.too-many-calendars')}</p>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
