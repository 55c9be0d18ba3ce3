import type { ReactNode } from 'react';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Line } from '../ui/index.js';
import type { TypedTimes } from './presence-times.js';

interface Props {
  prefix: string;
  times: TypedTimes;
  faults: Faults;
  onChange: (times: TypedTimes) => void;
}

/** When somebody came, and left where he did. */
export function TimeFields({ prefix, times, faults, onChange }: Props): ReactNode {
  const { t } = useTexts();
  return (
    <div className="row-fields">
      <Line narrow id={`${prefix}-from`} label={t('presence.from')} help={t('call.timeHelp')} fault={faults.at('from')} value={times.from} onChange={(from) => onChange({ ...times, from })} />
      <Line narrow id={`${prefix}-to`} label={t('presence.to')} help={t('presence.toHelp')} fault={faults.at('to')} value={times.to} onChange={(to) => onChange({ ...times, to })} />
    </div>
  );
}
