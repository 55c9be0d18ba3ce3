import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import type { Choosable } from './people-field.js';

interface Props {
  id: string;
  label: string;
  offered: readonly Choosable[];
  active: number;
  isOpen: boolean;
  searching: boolean;
  onAdd: (one: Choosable) => void;
}

/** The list under a combobox: those who fit what is typed, and how many they are for those who do not see it. */
export function Found({ id, label, offered, active, isOpen, searching, onAdd }: Props): ReactNode {
  const { t } = useTexts();
  const none = isOpen && offered.length === 0;
  return (
    <>
      <ul id={`${id}-found`} role="listbox" aria-label={label} className="found" hidden={!isOpen || none}>
        {offered.map((one, at) => (
          // The press must not take the focus from the field, so it is the mouse going down that chooses.
          <li
            key={one.value}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onMouseDown={(event) => {
              event.preventDefault();
              onAdd(one);
            }}
          >
            {one.label}
          </li>
        ))}
      </ul>
      {none && <p className="found none">{searching ? t('people.searching') : t('people.none')}</p>}
      <span role="status" className="hidden">
        {isOpen && !searching ? t('people.found', { count: offered.length }) : ''}
      </span>
    </>
  );
}
