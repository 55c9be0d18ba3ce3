import type { ReactNode } from 'react';
import type { OwnSession } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { StepUp } from '../shell/step-up.js';
import { momentInWords } from '../time/spoken.js';
import { Section } from '../ui/index.js';

const higher = 3;

/** What the level of this login opens, or what a higher one would. */
function Level({ level }: { level: number }): ReactNode {
  const { t } = useTexts();
  const { couldStepUp } = useMe();
  if (level >= higher) return <p>{t('myAccount.levelReached')}</p>;
  return couldStepUp ? <StepUp /> : <p>{t('myAccount.levelNotNeeded')}</p>;
}

/** Who vouches for this login, how surely, and how long it lasts. */
export function ThisLogin({ session }: { session: z.infer<typeof OwnSession> | undefined }): ReactNode {
  const { t, language } = useTexts();
  const { person } = useMe();
  if (!session) return null;
  const { identityProvider: provider, assuranceLevel: level, endsAt } = session;
  return (
    <Section title={t('myAccount.thisLogin')}>
      <dl className="facts">
        <div className="fact">
          <dt>{t('myAccount.voucher')}</dt>
          <dd>{t('myAccount.voucherIs', { organisation: person.organisation.name, provider })}</dd>
        </div>
        <div className="fact">
          <dt>{t('myAccount.level')}</dt>
          <dd>{level}</dd>
        </div>
        <div className="fact">
          <dt>{t('myAccount.lasts')}</dt>
          <dd>{t('myAccount.lastsUntil', { when: momentInWords(endsAt, language) })}</dd>
        </div>
      </dl>
      <Level level={level} />
    </Section>
  );
}
