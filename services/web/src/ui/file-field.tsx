import type { ReactNode } from 'react';
import { Labelled } from './labelled.js';

/** Chooses a file from the own machine; its name stands in the browser's own field. The same file, corrected, can be chosen again. `accept` as in HTML. */
export function FileField({ id, label, help, fault, accept, onChoose }: { id: string; label: string; help: ReactNode; fault?: string | undefined; accept: string; onChoose: (file: File | undefined) => void }): ReactNode {
  return (
    <Labelled id={id} label={label} help={help} fault={fault}>
      <input id={id} type="file" className="file-input" accept={accept} aria-describedby={`${id}-help ${id}-fault`} aria-invalid={fault !== undefined} onClick={(event) => (event.currentTarget.value = '')} onChange={(event) => onChoose(event.target.files?.[0])} />
    </Labelled>
  );
}
