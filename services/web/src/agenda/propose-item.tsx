import { useEffect, useState, type ReactNode } from 'react';
import { ProposeItem as Propose, type AgendaView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Refused } from '../ui/index.js';
import { emptyItem, faultsOfItem, sentOf } from './item-draft.js';
import { ItemFields } from './item-fields.js';
import { ReachFields, useReachWords, type Reach } from './reach-fields.js';
import { aboutInputs, useItemLabels } from './use-item-labels.js';
import { useAgendaAct } from './use-agenda-act.js';

const prefix = 'propose';

/** Proposes an item for the agenda. */
export function ProposeItem({ agenda, onClose }: { agenda: AgendaView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const [draft, setDraft] = useState(emptyItem);
  const [reach, setReach] = useState<Reach>({ reach: 'all', authorities: [] });
  const readers = useReachWords(agenda, reach);
  const propose = useAgendaAct(Propose, { meetingId, said: t('agenda.proposed'), done: onClose });
  const faults = useFaults(useItemLabels(), { prefix, refusal: propose.refusal, about: aboutInputs });
  useEffect(() => document.getElementById(`${prefix}-title`)?.focus(), []);
  const send = (): void => {
    if (!faults.stop(faultsOfItem(draft))) void propose.run({ meetingId, ...sentOf(draft), reach: reach.reach, authorities: [...reach.authorities] });
  };
  return (
    <form
      className="stack panel no-print"
      aria-label={t('agenda.propose')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <ReachFields prefix={prefix} agenda={agenda} value={reach} fault={faults.at('authorities')} onChange={setReach} />
      <ItemFields prefix={prefix} agenda={agenda} draft={draft} faults={faults} readers={readers} onChange={setDraft} />
      {faults.list.length === 0 && <Refused refusal={propose.refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={propose.pending}>
          {t('agenda.sendProposal')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
