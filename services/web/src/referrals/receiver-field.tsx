import type { ReactNode } from 'react';
import { PossibleReceivers } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { PeopleField, type Choosable } from '../ui/index.js';
import { choosable } from './words.js';

function useReceivers(search: string): { found: readonly Choosable[]; searching: boolean } {
  const asked = useAsk(PossibleReceivers, { search }, { keep: true });
  return { found: (asked.data?.items ?? []).map(choosable), searching: asked.isFetching };
}

interface Props {
  id: string;
  label: string;
  fault: string | undefined;
  chosen: Choosable | null;
  onChoose: (chosen: Choosable | null) => void;
}

/** Chooses one function of another organisation. */
export function ReceiverField({ id, label, fault, chosen, onChoose }: Props): ReactNode {
  const { t } = useTexts();
  return (
    <PeopleField
      id={id}
      label={label}
      help={t('referrals.receiverHelp')}
      fault={fault}
      many={false}
      chosen={chosen ? [chosen] : []}
      onChoose={(all) => onChoose(all.at(-1) ?? null)}
      useFound={useReceivers}
    />
  );
}
