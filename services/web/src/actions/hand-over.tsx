import { useEffect, useState, type ReactNode } from 'react';
import { HandOverAction, type ActionView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { PanelForm, type Choosable } from '../ui/index.js';
import { OwnerField, whomOf } from './owner-field.js';
import { useActionAct } from './use-action-act.js';

const about = { 'unknown-owner': 'owner', 'owner-missing': 'owner' };

/** Offers an action to somebody else. */
export function HandOver({ action, onClose }: { action: ActionView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const prefix = `hand-over-${action.id}`;
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const offer = useActionAct(HandOverAction, action, { said: t('actions.said.hand-over', { action: action.text }), done: onClose });
  const faults = useFaults({ owner: t('actions.toWhom') }, { prefix, refusal: offer.refusal, about });
  useEffect(() => document.getElementById(`${prefix}-owner`)?.focus(), [prefix]);
  return (
    <PanelForm
      act={offer} faults={faults} send={t('actions.send.hand-over')} small
      onSend={() => {
        if (!faults.stop(chosen.length === 0 ? { owner: 'problem.owner-missing' } : {})) void offer.run({ actionId: action.id, ...whomOf(chosen) }, action.version);
      }}
      onClose={onClose}
    >
      <p>{t('actions.handOverHelp')}</p>
      <OwnerField id={`${prefix}-owner`} label={t('actions.toWhom')} fault={faults.at('owner')} chosen={chosen} onChoose={setChosen} />
    </PanelForm>
  );
}
