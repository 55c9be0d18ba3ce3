import { useId, useRef, type ReactNode } from 'react';
import { Modal } from '@navikt/ds-react/Modal';
import { Button } from './button.js';

interface Props {
  title: string;
  children: ReactNode;
  /** Text of the button that does it, and of the one that does not. */
  act: string;
  leave: string;
  busy?: boolean;
  onAct: () => void;
  onLeave: () => void;
}

/** Asks once more before something that cannot be undone. Esc and the second button leave; the focus goes back to where it was. */
export function Confirm({ title, children, act, leave, busy = false, onAct, onLeave }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <Modal ref={dialog} open onClose={onLeave} header={{ heading: title }} portal width="small" aria-describedby={id}>
      <Modal.Body>
        <div id={id} className="stack">
          {children}
        </div>
      </Modal.Body>
      <Modal.Footer>
        <Button weight="danger" busy={busy} onClick={onAct}>
          {act}
        </Button>
        <Button onClick={() => dialog.current?.close()}>{leave}</Button>
      </Modal.Footer>
    </Modal>
  );
}
