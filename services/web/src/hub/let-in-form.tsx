import { useEffect, useState, type ReactNode } from 'react';
import { line, type HubOrganisation } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { textRefused } from '../api/text-fault.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { DateField, Line, PanelForm } from '../ui/index.js';

interface Props {
  prefix: string;
  step: 'activate' | 'resume';
  /** The agreement that is noted already. */
  noted: HubOrganisation['agreement'];
  act: { pending: boolean; refusal: Refusal | null };
  onSend: (signed: { agreement?: string; signedOn?: string }) => void;
  onClose: () => void;
}

/** Asks for the signed agreement, where none is noted, and lets the organisation in. */
export function LetInForm({ prefix, step, noted, act, onSend, onClose }: Props): ReactNode {
  const { t, language } = useTexts();
  const [agreement, setAgreement] = useState('');
  const [signed, setSigned] = useState('');
  const labels = { agreement: t('hub.agreement'), signedOn: t('hub.signedOn') };
  const faults = useFaults(labels, { prefix, refusal: act.refusal, about: { 'personal-identity-number': 'agreement' } });
  useEffect(() => document.getElementById(`${prefix}-agreement`)?.focus(), [prefix]);
  const tried = (): void => {
    if (noted) return onSend({});
    const signedOn = parseSwedishDate(signed, todayInStockholm());
    const found = { agreement: agreement.trim() === '' ? 'field.text.missing' : textRefused(line(200), agreement), signedOn: signedOn ? undefined : signed.trim() === '' ? 'field.date.missing' : 'field.date.invalid' };
    if (!faults.stop(Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined)))) onSend({ agreement, signedOn: signedOn! });
  };
  return (
    <PanelForm act={act} faults={faults} send={t(`hub.step.${step}`)} small onSend={tried} onClose={onClose}>
      <p>{t(`hub.means.${step}`)}</p>
      {noted ? (
        <p>{t('hub.agreementIs', { reference: noted.reference, date: dateInWords(noted.signedOn, language) })}</p>
      ) : (
        <>
          <Line id={`${prefix}-agreement`} label={labels.agreement} help={t('hub.agreementHelp')} fault={faults.at('agreement')} value={agreement} onChange={setAgreement} />
          <DateField id={`${prefix}-signedOn`} label={labels.signedOn} help={t('call.dateHelp')} fault={faults.at('signedOn')} value={signed} onChange={setSigned} />
        </>
      )}
    </PanelForm>
  );
}
