import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Found } from './found.js';
import { Labelled } from './labelled.js';

/** Somebody, or some function, that can be chosen. */
export interface Choosable {
  readonly value: string;
  readonly label: string;
}

interface Props {
  id: string;
  label: string;
  help?: ReactNode;
  fault?: string | undefined;
  chosen: readonly Choosable[];
  onChoose: (chosen: readonly Choosable[]) => void;
  /** Looks up who fits; a hook, called on every render. */
  useFound: (search: string) => { found: readonly Choosable[]; searching: boolean };
  many?: boolean;
}

const shown = 8;

/** Chooses people by typing a part of a name: an ARIA combobox with its list. Those chosen stand above with a button each that takes them away. */
export function PeopleField({ id, label, help, fault, chosen, onChoose, useFound, many = true }: Props): ReactNode {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { found, searching } = useFound(useDeferredValue(search));
  const offered = found.filter((one) => !chosen.some(({ value }) => value === one.value)).slice(0, shown);
  const close = (): void => { setOpen(false); setActive(0); };
  const add = (one: Choosable | undefined): void => {
    if (one === undefined) return;
    onChoose([...(many ? chosen : []), one]);
    setSearch('');
    close();
  };
  const drop = (one: Choosable): void => { onChoose(chosen.filter(({ value }) => value !== one.value)); input.current?.focus(); };
  const move = (by: number): void => { setOpen(true); setActive(isOpen ? (active + by + offered.length) % Math.max(offered.length, 1) : 0); };
  const keys: Record<string, () => void> = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close, ...(isOpen ? { Enter: () => add(offered[active]) } : {}) };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && search === '' && chosen.length > 0) drop(chosen.at(-1)!);
    const act = keys[event.key];
    if (act === undefined || (event.key === 'Escape' && !isOpen)) return;
    event.preventDefault();
    act();
  };
  return (
    <Labelled id={id} label={label} help={help} fault={fault}>
      {chosen.length > 0 && <ul className="chosen">{chosen.map((one) => <li key={one.value}>{one.label} <button type="button" aria-label={t('people.takeAway', { name: one.label })} onClick={() => drop(one)}>×</button></li>)}</ul>}
      <div className="people">
        <input ref={input} id={id} className="people-input" role="combobox" autoComplete="off" aria-autocomplete="list" aria-expanded={isOpen} aria-controls={`${id}-found`} aria-activedescendant={isOpen && offered.length > 0 ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-help ${id}-fault`} aria-invalid={fault !== undefined} value={search} onChange={(event) => { setSearch(event.target.value); setOpen(true); setActive(0); }} onKeyDown={onKeyDown} onClick={() => setOpen(true)} onBlur={close} />
        <Found id={id} label={label} offered={offered} active={active} isOpen={isOpen} searching={searching} onAdd={add} />
      </div>
    </Labelled>
  );
}
