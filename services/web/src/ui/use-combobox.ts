import { useDeferredValue, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Choosable } from './people-field.js';

/** What a combobox needs to know. */
export interface Choosing {
  readonly chosen: readonly Choosable[];
  readonly onChoose: (chosen: readonly Choosable[]) => void;
  readonly useFound: (search: string) => { found: readonly Choosable[]; searching: boolean };
  readonly many: boolean;
}

/** A combobox at this moment, and what can be done with it. */
export interface Combobox {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly offered: readonly Choosable[];
  /** Whether more fit than are offered. */
  readonly more: boolean;
  readonly searching: boolean;
  readonly isOpen: boolean;
  /** Which of those offered the arrow keys have come to. */
  readonly active: number;
  readonly type: (search: string) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly add: (one: Choosable | undefined) => void;
  readonly drop: (one: Choosable) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const shown = 8;

const without = (some: readonly Choosable[], one: Choosable): Choosable[] => some.filter(({ value }) => value !== one.value);

/** Keeps a combobox: what is typed, who fits, and the keys of the ARIA pattern (arrows, Enter, Esc; Backspace in the empty field takes away the last one). */
export function useCombobox({ chosen, onChoose, useFound, many }: Choosing): Combobox {
  const input = useRef<HTMLInputElement>(null);
  const [{ search, isOpen, active }, set] = useState({ search: '', isOpen: false, active: 0 });
  const { found, searching } = useFound(useDeferredValue(search));
  const fitting = found.filter((one) => !chosen.some(({ value }) => value === one.value));
  const offered = fitting.slice(0, shown);
  const close = (): void => set((before) => ({ ...before, isOpen: false, active: 0 }));
  const add = (one: Choosable | undefined): void => {
    if (one === undefined) return;
    onChoose([...(many ? chosen : []), one]);
    set({ search: '', isOpen: false, active: 0 });
  };
  const drop = (one: Choosable): void => {
    onChoose(without(chosen, one));
    input.current?.focus();
  };
  const move = (by: number): void =>
    set((before) => ({ ...before, isOpen: true, active: isOpen ? (active + by + offered.length) % Math.max(offered.length, 1) : 0 }));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ...(isOpen ? { Escape: close, Enter: () => add(offered[active]) } : {}),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = chosen.at(-1);
    if (event.key === 'Backspace' && search === '' && last) drop(last);
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const type = (typed: string): void => set({ search: typed, isOpen: true, active: 0 });
  return { input, search, offered, more: fitting.length > shown, searching, isOpen, active, type, open: () => set((before) => ({ ...before, isOpen: true })), close, add, drop, onKeyDown };
}
