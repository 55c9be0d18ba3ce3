import type { ReactNode } from 'react';
import { Agreements } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Notice, Select, TextLink } from '../ui/index.js';

const usable = new Set(['in-force', 'to-come']);

/** The agreements between this organisation and that of the group's owner that are in force, and those to come, on which a seat that ends may be followed by another; the first of them is chosen until another is. */
export function useAgreements(ownerId: string): readonly { value: string; label: string }[] {
  const { t, language } = useTexts();
  const all = useAsk(Agreements, {}).data?.items ?? [];
  return all
    .filter(({ state, parties }) => usable.has(state) && parties.some(({ organisation, accepted }) => accepted && organisation.id === ownerId))
    .toSorted((one, other) => one.state.localeCompare(other.state))
    .map(({ id, name, state, validFrom }) => ({ value: id, label: state === 'in-force' ? name : t('nomination.agreementFrom', { agreement: name, date: dateInWords(wallClockAt(validFrom).date, language) }) }));
}

/** On which agreement a seat shall rest; says so where there is none. */
export function AgreementField({ options, value, onChange }: { options: readonly { value: string; label: string }[]; value: string; onChange: (value: string) => void }): ReactNode {
  const { t } = useTexts();
  if (options.length === 0)
    return (
      <Notice gravity="warning" title={t('nomination.noAgreement')} headingLevel="h3">
        <TextLink to="/administration/overenskommelser">{t('agreements.title')}</TextLink>
      </Notice>
    );
  return <Select id="agreement" label={t('nomination.agreement')} help={t('nomination.agreementHelp')} value={value} onChange={onChange} options={options} />;
}
