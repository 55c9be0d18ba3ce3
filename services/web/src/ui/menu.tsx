import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

interface Props {
  /** What a screen reader says of the button; it holds what the button shows. */
  label: string;
  text: string;
  children: ReactNode;
}

/** A button that opens a small box beside it. Esc, or a press outside, closes it. */
export function Menu({ label, text, children }: Props): ReactNode {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        setOpen(false);
        button.current?.focus();
      }
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div className="menu" ref={box}>
      <button ref={button} type="button" className="account" aria-label={label} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {text}
      </button>
      <div id={id} className="menu-box" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
