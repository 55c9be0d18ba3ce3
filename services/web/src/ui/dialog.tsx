import type { ReactNode } from 'react';
import { Modal } from '@navikt/ds-react/Modal';

/** Something that has to be looked at before going on. Esc leaves it as it is; the focus goes back to where it was. */
export function Dialog({ title, buttons, onLeave, children }: { title: string; buttons: ReactNode; onLeave: () => void; children: ReactNode }): ReactNode {
  return (
    <Modal open onClose={onLeave} header={{ heading: title }} portal width="medium">
      <Modal.Body>
        <div className="stack">{children}</div>
      </Modal.Body>
      <Modal.Footer>{buttons}</Modal.Footer>
    </Modal>
  );
}
