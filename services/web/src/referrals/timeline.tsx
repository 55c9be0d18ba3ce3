import type { ReactNode } from 'react';
import { ReferralTimeline, type TimelineEntry } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Loaded, Section } from '../ui/index.js';
import { partyWords } from './words.js';

function Entry({ entry }: { entry: z.infer<typeof TimelineEntry> }): ReactNode {
  const { t, language } = useTexts();
  const names = { actor: entry.actor ? partyWords(entry.actor) : t('referrals.theOther'), to: entry.to ? partyWords(entry.to) : t('referrals.theOther') };
  return (
    <li>
      <span className="muted">{momentInWords(entry.at, language)}</span> {t(`referrals.did.${entry.what}`, names)}
      {entry.by && <span className="muted"> ({entry.by.name})</span>}
      {entry.text && <p className="prose said-text">{entry.text}</p>}
    </li>
  );
}

/** What has happened to a request, oldest first: the same steps for both sides. */
export function Timeline({ referralId }: { referralId: string }): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(ReferralTimeline, { referralId });
  return (
    <Section title={t('referrals.timeline')}>
      <Loaded of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('referrals.noTimeline')}</p>
          ) : (
            <ol className="plain-list dense">
              {items.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}
