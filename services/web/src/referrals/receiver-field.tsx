import type { ReactNode } from 'react';
import { PossibleReceivers } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { PeopleField, type Choosable } from '../ui/index.js';
import { choosable } from './words.js';

interface Receivers {
  readonly found: readonly Choosable[];
  readonly searching: boolean;
}

function useReceivers(search: string, own: 'true' | 'false' = 'false'): Receivers {
  const asked = useAsk(PossibleReceivers, { search, own }, { keep: true });
  return { found: (asked.data?.items ?? []).map(choosable), searching: asked.isFetching };
}

const useReceiversHereToo = (search: string): Receivers => useReceivers(search, 'true');

interface Props {
  id: string;
  label: string;
  fault: string | undefined;
  chosen: Choosable | null;
  onChoose: (chosen: Choosable | null) => void;
  /** Functions of my own organisation too, to which a request can be passed on. */
  hereToo?: boolean;
}

/** Chooses one function of another organisation, or also of my own. */
export function ReceiverField({ id, label, fault, chosen, onChoose, hereToo = false }: Props): ReactNode {
  const { t } = useTexts();
  return (
    <PeopleField
      id={id}
      label={label}
      help={t(hereToo ? 'referrals.passOnReceiverHelp' : 'referrals.receiverHelp')}
      fault={fault}
      many={false}
      chosen={chosen ? [chosen] : []}
      onChoose={(all) => onChoose(all.at(-1) ?? null)}
      useFound={hereToo ? useReceiversHereToo : useReceivers}
    />
  );
}
