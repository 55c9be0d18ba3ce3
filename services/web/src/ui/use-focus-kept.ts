import { useEffect, useRef, type MouseEvent, type RefObject } from 'react';

const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Keeps the focus of who works with the keyboard in a part of the page, though what was pressed there has gone; when the whole part is gone, it goes to the page's heading. */
export function useFocusKept<E extends HTMLElement>(): { ref: RefObject<E | null>; tabIndex: -1; onClickCapture: (event: MouseEvent) => void } {
  const ref = useRef<E>(null);
  const byKeys = useRef(false);
  useEffect(() => {
    if (byKeys.current && isFocusLost()) ref.current?.focus();
  });
  useEffect(
    () => () => {
      if (byKeys.current && isFocusLost()) document.querySelector<HTMLElement>('main h1')?.focus();
    },
    [],
  );
  // A press by key, or by a screen reader, has no pointer's count.
  const onClickCapture = (event: MouseEvent): void => {
    byKeys.current = event.detail === 0;
  };
  return { ref, tabIndex: -1, onClickCapture };
}
