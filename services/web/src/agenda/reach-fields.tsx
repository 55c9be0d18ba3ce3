import type { ReactNode } from 'react';
import type { AgendaView, ItemView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Check, Choice, Readers } from '../ui/index.js';
import { authorityName, readersOf } from './item-words.js';

/** Whom an item is addressed to. */
export interface Reach {
  readonly reach: ItemView['reach'];
  /** Ids of authorities; nothing where everybody reads. */
  readonly authorities: readonly string[];
}

interface Props {
  prefix: string;
  agenda: AgendaView;
  value: Reach;
  fault: string | undefined;
  onChange: (value: Reach) => void;
}

const ways = ['all', 'marked', 'hidden'] as const;

/** Says in words who reads an item that is addressed so. */
export function useReachWords(agenda: AgendaView, { reach, authorities }: Reach): string {
  const { t } = useTexts();
  return readersOf({ reach, authorities: reach === 'all' ? null : agenda.authorities.filter(({ id }) => authorities.includes(id)) }, t);
}

/** Chooses who reads an item: everybody, or some authorities; then, what the others see. One's own authority always reads it. */
export function ReachFields({ prefix, agenda, value, fault, onChange }: Props): ReactNode {
  const { t } = useTexts();
  const own = useMe().authority.id;
  const words = useReachWords(agenda, value);
  const choose = (reach: Reach['reach']): void => onChange({ reach, authorities: reach === 'all' ? [] : [...new Set([own, ...value.authorities])] });
  const turn = (id: string, isIn: boolean): void => onChange({ ...value, authorities: isIn ? [...new Set([...value.authorities, id])] : value.authorities.filter((one) => one !== id) });
  return (
    <>
      <Choice
        id={`${prefix}-authorities`}
        label={t('agenda.whoReads')}
        fault={fault}
        value={value.reach}
        onChange={(reach) => choose(reach as Reach['reach'])}
        options={ways.map((way) => ({ value: way, label: t(`agenda.reach.${way}`) }))}
      />
      {value.reach !== 'all' && (
        <fieldset className="bare">
          <legend>{t('agenda.whichAuthorities')}</legend>
          {agenda.authorities.map((one) => (
            <Check
              key={one.id}
              id={`${prefix}-authority-${one.id}`}
              label={one.id === own ? t('agenda.ownAuthority', { authority: authorityName(one) }) : authorityName(one)}
              value={value.authorities.includes(one.id)}
              onChange={(isIn) => turn(one.id, isIn || one.id === own)}
            />
          ))}
        </fieldset>
      )}
      <p role="status">
        <Readers>{words}</Readers>
      </p>
    </>
  );
}
