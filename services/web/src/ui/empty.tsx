import type { ReactNode } from 'react';

/** Says that there is nothing here, and what would be. */
export function Empty({ text, help, children }: { text: string; help?: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p>{text}</p>
      {help && <p className="muted">{help}</p>}
      {children}
    </div>
  );
}
