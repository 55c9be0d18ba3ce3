import { useState, type ReactNode } from 'react';
import { AcceptAgreement, EndAgreement } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Confirm, Refused, useAnnounce } from '../ui/index.js';
import type { Agreement } from './agreement-words.js';

/** What a party can do: accept, and for the one that registered it, end. */
export function AgreementSteps({ agreement }: { agreement: Agreement }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [ending, setEnding] = useState(false);
  const said = (text: 'saidAccepted' | 'saidEnded') => (): void => {
    setEnding(false);
    isOutdated('agreement', agreement.id);
    announce(t(`agreements.${text}`, { name: agreement.name }));
  };
  const accept = useAction(AcceptAgreement, said('saidAccepted'));
  const end = useAction(EndAgreement, said('saidEnded'));
  const input = { agreementId: agreement.id };
  return (
    <>
      <Refused refusal={accept.refusal} />
      <div className="row no-print">
        {may(agreement, AcceptAgreement) && (
          <Button weight="main" busy={accept.pending} onClick={() => void accept.run(input, agreement.version)}>
            {t('agreements.accept')}
          </Button>
        )}
        {may(agreement, EndAgreement) && <Button onClick={() => setEnding(true)}>{t('agreements.end')}</Button>}
      </div>
      {ending && (
        <Confirm
          title={t('agreements.endTitle', { name: agreement.name })}
          act={t('agreements.end')}
          leave={t('action.cancel')}
          busy={end.pending}
          onAct={() => void end.run(input, agreement.version)}
          onLeave={() => setEnding(false)}
        >
          <p>{t('agreements.endText')}</p>
          <Refused refusal={end.refusal} />
        </Confirm>
      )}
    </>
  );
}
