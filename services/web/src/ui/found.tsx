import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import type { Combobox } from './use-combobox.js';

/** The list under a combobox: those who fit what is typed, whether they are all, and how many they are for those who do not see it. */
export function Found({ id, label, box: { offered, more, active, isOpen, searching, add } }: { id: string; label: string; box: Pick<Combobox, 'offered' | 'more' | 'active' | 'isOpen' | 'searching' | 'add'> }): ReactNode {
  const { t } = useTexts();
  const none = isOpen && offered.length === 0;
  return (
    <>
      <div className="found" hidden={!isOpen || none}>
        <ul id={`${id}-found`} role="listbox" aria-label={label}>
          {offered.map((one, at) => (
            // The press must not take the focus from the field, so it is the mouse going down that chooses.
            <li
              key={one.value}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => {
                event.preventDefault();
                add(one);
              }}
            >
              {one.label}
            </li>
          ))}
        </ul>
        {more && <p className="muted">{t('people.more', { count: offered.length })}</p>}
      </div>
      {none && <p className="found none">{searching ? t('people.searching') : t('people.none')}</p>}
      <span role="status" className="hidden">
        {isOpen && !searching ? t(more ? 'people.foundMore' : 'people.found', { count: offered.length }) : ''}
      </span>
    </>
  );
}
