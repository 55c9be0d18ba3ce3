import { useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice, useAnnounce } from '../ui/index.js';

/** The address of the own calendar, while it is shown: once, when it is made. */
export function FeedAddress({ secret }: { secret: string }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const path = `/api/feeds/${secret}.ics`;
  const address = `${window.location.origin}${path}`;
  const subscribing = `webcal://${window.location.host}${path}`;
  const copy = async (): Promise<void> => {
    // Where the browser lets no page write what is copied, it is at least marked.
    field.current?.select();
    await navigator.clipboard?.writeText(address);
    announce(t('myCalendars.copied'));
  };
  return (
    <Notice gravity="announcement" headingLevel="h3" title={t('myCalendars.onlyNow')}>
      <div className="stack">
        <p>{t('myCalendars.keepSecret')}</p>
        <div>
          <label htmlFor={id}>{t('myCalendars.address')}</label>
          <input ref={field} id={id} className="people-input" readOnly value={address} onFocus={({ target }) => target.select()} />
        </div>
        <div className="row">
          <Button small onClick={() => void copy()}>
            {t('myCalendars.copy')}
          </Button>
          <a href={subscribing}>{t('myCalendars.subscribe')}</a>
        </div>
      </div>
    </Notice>
  );
}
