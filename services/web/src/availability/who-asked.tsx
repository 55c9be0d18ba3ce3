import type { ReactNode } from 'react';
import { AvailabilityQueries } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, momentInWords } from '../time/spoken.js';
import { Empty, Loaded, Section } from '../ui/index.js';

/** Who has asked when I am free. */
export function WhoAsked(): ReactNode {
  const { t, language } = useTexts();
  const asked = useAsk(AvailabilityQueries, {});
  return (
    <Section title={t('find.whoAsked')}>
      <p className="muted">{t('find.whoAskedHelp')}</p>
      <Loaded of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('find.nobodyAsked')} />
          ) : (
            <ul className="plain-list dense">
              {items.map((one) => (
                <li key={`${one.at}${one.function?.id ?? ''}`}>
                  {t(one.function ? 'find.askedOfFunction' : 'find.askedOfYou', { name: one.by.name, organisation: one.by.organisation.name, function: one.function?.name ?? '', from: dateInWords(one.from, language), to: dateInWords(one.to, language) })}{' '}
                  <span className="muted">{momentInWords(one.at, language)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
