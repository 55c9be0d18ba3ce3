import type { ReactNode } from 'react';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Line, Readers } from '../ui/index.js';
import type { TypedGuest } from './attendee.js';

interface Props {
  prefix: string;
  guest: TypedGuest;
  faults: Faults;
  onChange: (guest: TypedGuest) => void;
}

/** A guest's name and organisation, and who will read them. */
export function GuestFields({ prefix, guest, faults, onChange }: Props): ReactNode {
  const { t } = useTexts();
  const help = (
    <>
      {t('guest.nameHelp')}
      <br />
      <Readers>{t('agenda.readersAll')}</Readers>
    </>
  );
  return (
    <>
      <Line id={`${prefix}-name`} label={t('guest.name')} help={help} fault={faults.at('name')} value={guest.name} onChange={(name) => onChange({ ...guest, name })} />
      <Line id={`${prefix}-organisation`} label={t('guest.organisation')} fault={faults.at('organisation')} value={guest.organisation} onChange={(organisation) => onChange({ ...guest, organisation })} />
    </>
  );
}
