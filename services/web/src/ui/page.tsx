import { useEffect, useRef, type ReactNode } from 'react';
import { Heading } from '@navikt/ds-react/Typography';

let isFirstPage = true;

/** A page: its one h1, which takes the focus when the page is opened from another, and its title in the browser. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${title} – Knutpunkt`;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <Heading level="1" size="large" ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
