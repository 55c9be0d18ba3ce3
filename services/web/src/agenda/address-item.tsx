import { useState, type ReactNode } from 'react';
import { AddressItem as Address, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Refused } from '../ui/index.js';
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
    <form
      className="stack panel"
      aria-label={t('agenda.address')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void address.run({ meetingId, itemId: item.id, reach: reach.reach, authorities: [...reach.authorities] }, item.version);
      }}
    >
      <ReachFields prefix={prefix} agenda={agenda} value={reach} fault={faults.at('authorities')} onChange={setReach} />
      {faults.list.length === 0 && <Refused refusal={address.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={address.pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
