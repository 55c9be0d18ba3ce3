import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ReferralState } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Check, MainLink, Page, Section, Select, Switcher } from '../ui/index.js';
import { PagedReferrals } from './paged-referrals.js';
import { useMayDraft } from './use-may-draft.js';

const boxes = { in: 'referrals.inbox', ut: 'referrals.outbox' } as const;
type Box = keyof typeof boxes;
type State = (typeof ReferralState.options)[number];

const statesOf = (box: Box): State[] => ReferralState.options.filter((state) => box === 'ut' || (state !== 'draft' && state !== 'sent'));

/** What waits for us, and what do we wait for? */
export function ReferralsPage(): ReactNode {
  const { t } = useTexts();
  const { lada, lage, sena } = useSearch({ from: '/forfragningar' });
  const mayDraft = useMayDraft();
  const navigate = useNavigate({ from: '/forfragningar' });
  const show = (search: { lada?: Box; lage?: State | undefined; sena?: boolean }): void => void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  const states = [{ value: '', label: t('referrals.anyState') }, ...statesOf(lada).map((value) => ({ value: value as string, label: t(`referrals.state.${value}`) }))];
  return (
    <Page
      title={t('referrals.title')}
      lead={t('referrals.lead')}
      actions={mayDraft && <MainLink to="/forfragningar/ny">{t('referrals.new')}</MainLink>}
    >
      <div className="row bottom no-print">
        <Switcher
          label={t('referrals.boxes')}
          value={lada}
          onChange={(chosen: Box) => show({ lada: chosen, lage: undefined })}
          options={(Object.keys(boxes) as Box[]).map((value) => ({ value, label: t(boxes[value]) }))}
        />
        <Select small id="lage" label={t('referrals.stateLabel')} value={lage ?? ''} onChange={(chosen) => show({ lage: (chosen || undefined) as State | undefined })} options={states} />
        <Check id="sena" label={t('referrals.onlyLate')} value={sena} onChange={(chosen) => show({ sena: chosen })} />
      </div>
      <Section title={t(boxes[lada])}>
        <PagedReferrals box={lada} filter={{ ...(lage ? { state: lage } : {}), ...(sena ? { late: 'true' } : {}) }} />
      </Section>
    </Page>
  );
}
