import type { ReactNode } from 'react';
import { Agreements } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Notice, Select, TextLink } from '../ui/index.js';

/** The agreements that are in force for this organisation and that of the group's owner; the first of them is chosen until another is. */
export function useAgreements(ownerId: string): readonly { value: string; label: string }[] | undefined {
  const held = useAsk(Agreements, {}).data?.items.filter(({ state, parties }) => state === 'in-force' && parties.some(({ organisation, accepted }) => accepted && organisation.id === ownerId));
  return held?.map(({ id, name }) => ({ value: id, label: name }));
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
