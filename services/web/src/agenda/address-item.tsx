import { useState, type ReactNode } from 'react';
import { AddressItem as Address, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { PanelForm } from '../ui/index.js';
import { ReachFields, type Reach } from './reach-fields.js';
import { aboutInputs, useItemLabels } from './use-item-labels.js';
import { useAgendaAct } from './use-agenda-act.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
  onClose: () => void;
}

/** Whom it is addressed to now, of those who take part: an item from an earlier meeting may be for others, too, whom it cannot be addressed to here. */
const addressees = ({ authorities }: AgendaView, { content }: ItemView): string[] => authorities.map(({ id }) => id).filter((id) => content?.addressees?.some((one) => one.id === id));

/** Changes who reads an item. */
export function AddressItem({ agenda, item, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const prefix = `address-${item.id}`;
  const [reach, setReach] = useState<Reach>({ reach: item.reach, authorities: addressees(agenda, item) });
  const address = useAgendaAct(Address, { meetingId, said: t('agenda.addressed'), done: onClose });
  const faults = useFaults(useItemLabels(), { prefix, refusal: address.refusal, about: aboutInputs });
  return (
    <PanelForm act={address} faults={faults} send={t('action.save')} label={t('agenda.address')} onSend={() => void address.run({ meetingId, itemId: item.id, reach: reach.reach, authorities: [...reach.authorities] }, item.version)} onClose={onClose}>
      <ReachFields prefix={prefix} agenda={agenda} value={reach} fault={faults.at('authorities')} onChange={setReach} />
    </PanelForm>
  );
}
