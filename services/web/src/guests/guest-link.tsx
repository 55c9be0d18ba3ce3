import { useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice, useAnnounce } from '../ui/index.js';

/** A guest's link, while it is shown: once, when it is made. What it leads by stands behind the #, which no browser sends to anybody. */
export function GuestLink({ name, secret, when }: { name: string; secret: string; when: string }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const link = `${window.location.origin}/gast#${secret}`;
  const copy = async (): Promise<void> => {
    // Where the browser lets no page write what is copied, it is at least marked.
    field.current?.select();
    await navigator.clipboard?.writeText(link);
    announce(t('linkGuest.copied'));
  };
  const mail = `mailto:?subject=${encodeURIComponent(t('linkGuest.mailSubject', { when }))}&body=${encodeURIComponent(t('linkGuest.mailBody', { when, link }))}`;
  return (
    <Notice gravity="announcement" headingLevel="h3" title={t('linkGuest.onlyNow', { name })}>
      <div className="stack">
        <p>{t('linkGuest.send')}</p>
        <div>
          <label htmlFor={id}>{t('linkGuest.link', { name })}</label>
          <input ref={field} id={id} className="people-input" readOnly value={link} onFocus={({ target }) => target.select()} />
        </div>
        <div className="row">
          <Button small onClick={() => void copy()}>
            {t('linkGuest.copy')}
          </Button>
          <a href={mail}>{t('linkGuest.mail')}</a>
        </div>
      </div>
    </Notice>
  );
}
