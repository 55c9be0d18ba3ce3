import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice, Refused } from '../ui/index.js';
import { GuestLink } from './guest-link.js';
import type { GuestAct } from './guest-row.js';
import type { ToldLink } from './use-told-link.js';

/** The links that were made on this page, each until its guest is removed; and for one whose answer was lost, how to get another. */
export function ToldLinks({ told, link, ...shown }: { told: readonly ToldLink[]; link: GuestAct; path: string; help: string; mail: { subject: string; body: (link: string) => string } }): ReactNode {
  const { t } = useTexts();
  return told.map(({ id, name, secret }) =>
    secret === null ? (
      <Notice key={id} gravity="warning" headingLevel="h3" title={t('linkGuest.toldBefore', { name })}>
        <div className="stack">
          <Refused refusal={link.refusal} />
          <div className="row">
            <Button small busy={link.pending} aria-label={t('linkGuest.renewFor', { name })} onClick={() => void link.run(id)}>
              {t('linkGuest.renew')}
            </Button>
          </div>
        </div>
      </Notice>
    ) : (
      <GuestLink key={`${id} ${secret}`} name={name} secret={secret} {...shown} />
    ),
  );
}
