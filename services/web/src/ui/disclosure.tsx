import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '../i18n/use-texts.js';
import { Button, type Weight } from './button.js';
import { Notice } from './notice.js';

interface Props {
  text: string;
  /** What a screen reader says of the button, where the text alone would be like others on the page. */
  label?: string;
  weight?: Weight;
  /** False where it cannot be opened, or not any more. */
  offered?: boolean;
  /** What is said of what is open when it is not offered any more. */
  gone?: string;
  /** What opens; it is given the function that closes it. */
  children: (close: () => void) => ReactNode;
}

const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** A button that opens something below it. What is open stays when it is not offered any more, so that nothing typed is lost. When that closes, the focus goes back to the button, or to the page's heading when the button is gone. */
export function Disclosure({ text, label, weight = 'ordinary', offered = true, gone, children }: Props): ReactNode {
  const { t } = useTexts();
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
      {offered && (
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
      )}
      {isOpen && (
        <div className="opened">
          {!offered && <Notice gravity="warning" title={gone ?? t('action.gone')} headingLevel="h3" />}
          {children(close)}
        </div>
      )}
    </>
  );
}
