import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Found } from './found.js';
import { Labelled } from './labelled.js';
import type { Field } from './fields.js';
import type { Choosable } from './people-field.js';

const shown = 8;
const closed = { isOpen: false, active: -1 };

/** A line of text for which there are suggestions that fit what is typed; anything else may be typed too. Arrows go through the suggestions, Enter takes one, Esc leaves what is typed. */
export function SuggestedLine({ id, label, help, fault, value, onChange, suggestions }: Field<string> & { suggestions: readonly Choosable[] }): ReactNode {
  const [{ isOpen: wanted, active }, set] = useState(closed);
  const typed = value.trim().toLocaleLowerCase();
  const isOne = suggestions.some((one) => one.value.toLocaleLowerCase() === typed);
  const fitting = suggestions.filter((one) => isOne || one.label.toLocaleLowerCase().includes(typed));
  const offered = fitting.slice(0, shown);
  const isOpen = wanted && offered.length > 0;
  const add = (one: Choosable | undefined): void => {
    if (one) onChange(one.value);
    set(closed);
  };
  const move = (to: number): void => set({ isOpen: true, active: (to + offered.length) % Math.max(offered.length, 1) });
  const keys: Record<string, () => void> = {
    ...(offered.length > 0 ? { ArrowDown: () => move(isOpen ? active + 1 : 0), ArrowUp: () => move(isOpen && active > 0 ? active - 1 : -1) } : {}),
    ...(isOpen ? { Escape: () => set(closed) } : {}),
    ...(isOpen && active >= 0 ? { Enter: () => add(offered[active]) } : {}),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  // Without suggestions it is a line of text like any other.
  const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': isOpen, 'aria-controls': `${id}-found`, 'aria-activedescendant': isOpen && active >= 0 ? `${id}-${active}` : undefined } as const;
  return (
    <Labelled id={id} label={label} help={help} fault={fault}>
      <div className="people">
        <input
          {...(suggestions.length > 0 ? combobox : {})}
          id={id}
          className="people-input"
          autoComplete="off"
          value={value}
          aria-describedby={`${id}-help ${id}-fault`}
          aria-invalid={fault !== undefined}
          onChange={(event) => {
            onChange(event.target.value);
            set({ isOpen: true, active: -1 });
          }}
          onKeyDown={onKeyDown}
          onClick={() => set({ isOpen: true, active: -1 })}
          onBlur={() => set(closed)}
        />
        {suggestions.length > 0 && <Found id={id} label={label} box={{ offered, more: fitting.length > shown, active, isOpen, searching: false, add }} />}
      </div>
    </Labelled>
  );
}
