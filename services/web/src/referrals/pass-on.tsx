import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { PassOnReferral } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { PanelForm, Prose, Readers, type Choosable } from '../ui/index.js';
import { receiverRules, textFault } from './draft.js';
import { ReceiverField } from './receiver-field.js';
import type { Writing } from './text-step.js';
import { useReferralAct } from './use-referral-act.js';

const longest = 4000;
const about = { ...receiverRules, 'passed-on-to-itself': 'functionId', 'personal-identity-number': 'reason' };

/** Passes the request on to another function. After that it is no longer here, so the list is shown instead. */
export function PassOn({ referral, onWritten, onClose }: Writing): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Choosable | null>(null);
  const [reason, setReason] = useState('');
  const act = useReferralAct(PassOnReferral, { referralId: referral.id, said: t('referrals.said.pass-on'), done: () => void navigate({ to: '/forfragningar' }) });
  const labels = { functionId: t('referrals.passOnTo'), reason: t('referrals.text.pass-on') };
  const faults = useFaults(labels, { prefix: 'pass-on', refusal: act.refusal, about });
  useEffect(() => document.getElementById('pass-on-functionId')?.focus(), []);
  const typed = (now: string): void => {
    setReason(now);
    onWritten(now !== '');
  };
  const tried = (): void => {
    const wrong = textFault(reason, { longest, required: true });
    const stopped = faults.stop({ ...(chosen ? {} : { functionId: 'field.receiver.missing' }), ...(wrong ? { reason: wrong } : {}) });
    if (!stopped && chosen) void act.run({ referralId: referral.id, functionId: chosen.value, reason });
    else document.getElementById(chosen ? 'pass-on-reason' : 'pass-on-functionId')?.focus();
  };
  const help = (
    <>
      {t('referrals.noPeople')}
      <br />
      <Readers>{t('meeting.readers', { readers: [referral.sender.name, ...(chosen ? [chosen.label] : [])].join(', ') })}</Readers>
    </>
  );
  return (
    <PanelForm act={act} faults={faults} send={t('referrals.send.pass-on')} onSend={tried} onClose={onClose}>
      <p>{t('referrals.passOnHelp')}</p>
      <ReceiverField hereToo id="pass-on-functionId" label={labels.functionId} fault={faults.at('functionId')} chosen={chosen} onChoose={setChosen} />
      <Prose id="pass-on-reason" max={longest} label={labels.reason} help={help} fault={faults.at('reason')} value={reason} onChange={typed} />
    </PanelForm>
  );
}
