import type { ReactNode } from 'react';
import type { Refusal } from '../api/refusal.js';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from './button.js';
import { Refused } from './refused.js';

interface Props {
  /** Named where several forms are open at once. */
  readonly label?: string;
  readonly act: { readonly pending: boolean; readonly refusal: Refusal | null };
  readonly faults: Pick<Faults, 'list'>;
  /** What the button that sends it says. */
  readonly send: string;
  readonly small?: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form that is opened beside what it changes: what is asked for, why the hub refused where no field says it, and to send or to leave it. */
export function PanelForm({ label, act, faults, send, small = false, onSend, onClose, children }: Props): ReactNode {
  const { t } = useTexts();
  return (
    <form
      className="stack panel"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {faults.list.length === 0 && <Refused refusal={act.refusal} />}
      <div className="row">
        <Button type="submit" small={small} weight="main" busy={act.pending}>
          {send}
        </Button>
        <Button small={small} onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
