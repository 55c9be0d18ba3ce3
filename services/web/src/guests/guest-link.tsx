import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice, useAnnounce } from '../ui/index.js';

/** A guest's link, while it is shown: once, when it is made. What it leads by stands behind the #, which no browser sends to anybody. */
export function GuestLink({ name, secret, path, help, mail }: { name: string; secret: string; path: string; help: string; mail: { subject: string; body: (link: string) => string } }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isByHand, setByHand] = useState(false);
  const link = `${window.location.origin}${path}#${secret}`;
  const copy = async (): Promise<void> => {
    // Where the browser lets no page write what is copied, it is at least marked.
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setByHand(false);
      announce(t('linkGuest.copied'));
    } catch {
      setByHand(true);
    }
  };
  // What it was made by may be gone: the focus goes to the link.
  useEffect(() => field.current?.focus(), []);
  const written = `mailto:?subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(mail.body(link))}`;
  return (
    <Notice gravity="announcement" headingLevel="h3" title={t('linkGuest.onlyNow', { name })}>
      <div className="stack">
        <p>{help}</p>
        <div>
          <label htmlFor={id}>{t('linkGuest.link', { name })}</label>
          <input ref={field} id={id} className="people-input" readOnly value={link} onFocus={({ target }) => target.select()} />
        </div>
        <div className="row">
          <Button small onClick={() => void copy()}>
            {t('linkGuest.copy')}
          </Button>
          <a href={written}>{t('linkGuest.mail')}</a>
        </div>
        <p role="status">{isByHand && t('linkGuest.copyByHand')}</p>
      </div>
    </Notice>
  );
}
