import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button, type Weight } from './button.js';

interface Props {
  text: string;
  /** What a screen reader says of the button, where the text alone would be like others on the page. */
  label?: string;
  weight?: Weight;
  /** What opens; it is given the function that closes it. */
  children: (close: () => void) => ReactNode;
}

const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** A button that opens something below it. When that closes, the focus goes back to the button, or to the page's heading when the button is gone. */
export function Disclosure({ text, label, weight = 'ordinary', children }: Props): ReactNode {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    // At once: the focus is not lost before what held it is gone.
    flushSync(() => setOpen(false));
    requestAnimationFrame(() => {
      if (!isFocusLost()) return;
      (opener.current?.isConnected ? opener.current : document.querySelector<HTMLElement>('main h1'))?.focus();
    });
  };
  return (
    <>
      <Button
        small={weight !== 'main'}
        weight={weight}
        aria-expanded={isOpen}
        aria-label={label}
        onClick={(event) => {
          opener.current = event.currentTarget;
          if (isOpen) close();
          else setOpen(true);
        }}
      >
        {text}
      </Button>
      {isOpen && <div className="opened">{children(close)}</div>}
    </>
  );
}
