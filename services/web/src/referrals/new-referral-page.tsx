import { useState, type ReactNode } from 'react';
import { useSearch } from '@tanstack/react-router';
import { ReferralDetails, type ReferralView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { useMe } from '../shell/current.js';
import { Button, Loaded, Page, Refused, TextLink } from '../ui/index.js';
import { draftOf, emptyDraft } from './draft.js';
import { FirstStep } from './first-step.js';
import { forgetRequest, keptRequest } from './kept-request.js';
import { RequestForm } from './request-form.js';
import { useWhyNotDraft } from './use-may-draft.js';

function Fresh({ agendaItemId }: { agendaItemId: string | null }): ReactNode {
  const { t } = useTexts();
  const me = useMe().person.id;
  const [kept, setKept] = useState(() => keptRequest(me, agendaItemId));
  const [isCleared, setCleared] = useState(false);
  if (!isCleared) return <FirstStep onCleared={() => setCleared(true)} />;
  const discard = (): void => {
    forgetRequest(me, agendaItemId);
    setKept(undefined);
  };
  return (
    <>
      {agendaItemId && <p>{t('itemRequest.linked')}</p>}
      {kept && (
        <div className="row">
          <p>{t('call.restored')}</p>
          <Button small weight="quiet" onClick={discard}>
            {t('call.discard')}
          </Button>
        </div>
      )}
      <RequestForm key={kept ? 'kept' : 'new'} begun={kept ?? emptyDraft(agendaItemId)} arrived />
    </>
  );
}

function Begun({ referral }: { referral: ReferralView }): ReactNode {
  const { t } = useTexts();
  const [begun] = useState(referral);
  if (begun.may.includes('edit')) return <RequestForm begun={draftOf(begun)} saved={{ id: begun.id, version: begun.version }} arrived={false} />;
  return (
    <p>
      {t('referrals.noLongerDraft')}{' '}
      <TextLink to="/forfragningar/$referralId" params={{ referralId: begun.id }}>
        {t('referrals.open')}
      </TextLink>
    </p>
  );
}

function OnDraft({ referralId }: { referralId: string }): ReactNode {
  const asked = useAsk(ReferralDetails, { referralId });
  if (asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  return <Loaded of={asked}>{(referral) => <Begun key={referral.id} referral={referral} />}</Loaded>;
}

/** Writes a request to another organisation's function, or goes on with a draft. */
export function NewReferralPage(): ReactNode {
  const { t } = useTexts();
  const { utkast, punkt } = useSearch({ from: '/forfragningar/ny' });
  const refusal = useWhyNotDraft();
  const content = utkast ? <OnDraft referralId={utkast} /> : <Fresh key={punkt} agendaItemId={punkt ?? null} />;
  return (
    <Page title={utkast ? t('referrals.draftTitle') : t('referrals.new')} lead={t('referrals.newLead')}>
      {refusal ? <Refused refusal={refusal} /> : content}
    </Page>
  );
}
