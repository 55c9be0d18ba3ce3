import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Line, Prose, Readers, Select } from '../ui/index.js';
import type { ItemDraft } from './item-draft.js';

const longest = 4000;
const types = ['information', 'discussion', 'decision', 'follow-up'] as const;

interface Props {
  prefix: string;
  agenda: AgendaView;
  draft: ItemDraft;
  faults: Faults;
  /** Who will read what is typed. */
  readers: string;
  onChange: (draft: ItemDraft) => void;
}

/** The fields of an item's contents. */
export function ItemFields({ prefix, agenda, draft, faults, readers, onChange }: Props): ReactNode {
  const { t } = useTexts();
  const set = (part: Partial<ItemDraft>): void => onChange({ ...draft, ...part });
  const people = [{ value: '', label: t('agenda.nobody') }, ...agenda.people.map(({ id, name, organisation }) => ({ value: id, label: `${name}, ${organisation.name}` }))];
  const help = <Readers>{readers}</Readers>;
  return (
    <>
      <Line id={`${prefix}-title`} label={t('agenda.itemTitle')} help={help} fault={faults.at('title')} value={draft.title} onChange={(title) => set({ title })} />
      <Prose
        id={`${prefix}-background`}
        max={longest}
        label={t('agenda.background')}
        help={
          <>
            {t('call.aboutHelp')}
            <br />
            {help}
          </>
        }
        fault={faults.at('background')}
        value={draft.background}
        onChange={(background) => set({ background })}
      />
      <div className="row-fields">
        <Select
          id={`${prefix}-type`}
          label={t('agenda.itemType')}
          value={draft.type}
          onChange={(type) => set({ type: type as ItemDraft['type'] })}
          options={types.map((value) => ({ value, label: t(`agenda.type.${value}`) }))}
        />
        <Line narrow id={`${prefix}-minutes`} label={t('agenda.itemMinutes')} fault={faults.at('minutes')} value={draft.minutes} onChange={(minutes) => set({ minutes })} />
        <Select
          id={`${prefix}-presenterId`}
          label={t('agenda.presenter')}
          fault={faults.at('presenterId')}
          value={draft.presenterId}
          onChange={(presenterId) => set({ presenterId })}
          options={people}
        />
      </div>
    </>
  );
}
