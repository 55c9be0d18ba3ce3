import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Found } from './found.js';
import { Labelled } from './labelled.js';
import { useCombobox, type Choosing } from './use-combobox.js';

/** Somebody, or some function, that can be chosen. */
export interface Choosable {
  readonly value: string;
  readonly label: string;
}

interface Props extends Omit<Choosing, 'many'> {
  id: string;
  label: string;
  help?: ReactNode;
  fault?: string | undefined;
  many?: boolean;
}

/** Chooses people by typing a part of a name: an ARIA combobox with its list. Those chosen stand above with a button each that takes them away. */
export function PeopleField({ id, label, help, fault, chosen, onChoose, useFound, many = true }: Props): ReactNode {
  const { t } = useTexts();
  const box = useCombobox({ chosen, onChoose, useFound, many });
  const activeOption = box.isOpen && box.offered.length > 0 ? `${id}-${box.active}` : undefined;
  const aria = {
    'aria-autocomplete': 'list',
    'aria-expanded': box.isOpen,
    'aria-controls': `${id}-found`,
    'aria-activedescendant': activeOption,
    'aria-describedby': `${id}-help ${id}-fault`,
    'aria-invalid': fault !== undefined,
  } as const;
  return (
    <Labelled id={id} label={label} help={help} fault={fault}>
      {chosen.length > 0 && (
        <ul className="chosen">
          {chosen.map((one) => (
            <li key={one.value}>
              {one.label}{' '}
              <button type="button" aria-label={t('people.takeAway', { name: one.label })} onClick={() => box.drop(one)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="people">
        <input
          {...aria}
          ref={box.input}
          id={id}
          className="people-input"
          role="combobox"
          autoComplete="off"
          value={box.search}
          onChange={(event) => box.type(event.target.value)}
          onKeyDown={box.onKeyDown}
          onClick={box.open}
          onBlur={box.close}
        />
        <Found id={id} label={label} box={box} />
      </div>
    </Labelled>
  );
}
