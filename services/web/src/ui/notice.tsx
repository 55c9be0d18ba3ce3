import type { ReactNode } from 'react';
import { LocalAlert } from '@navikt/ds-react/LocalAlert';

/** How much a notice matters. */
export type Gravity = 'announcement' | 'success' | 'warning' | 'error';

/** Something that has to be known before going on. It is read out when it appears: at once when it is an error, else politely. */
export function Notice({
  gravity,
  title,
  children,
  headingLevel = 'h2',
}: {
  gravity: Gravity;
  title: string;
  children?: ReactNode;
  headingLevel?: 'h2' | 'h3';
}): ReactNode {
  return (
    <LocalAlert status={gravity} role={gravity === 'error' ? 'alert' : 'status'} aria-label={title} className="notice">
      <LocalAlert.Header>
        <LocalAlert.Title as={headingLevel}>{title}</LocalAlert.Title>
      </LocalAlert.Header>
      {children && <LocalAlert.Content>{children}</LocalAlert.Content>}
    </LocalAlert>
  );
}
