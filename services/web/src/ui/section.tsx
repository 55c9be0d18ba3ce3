import { useId, type ReactNode } from 'react';
import { Heading } from '@navikt/ds-react/Typography';

/** A part of a page under its own h2; `aside` stands to the right of the heading. */
export function Section({ title, aside, children, className = '' }: { title: string; aside?: ReactNode; children: ReactNode; className?: string }): ReactNode {
  const id = useId();
  return (
    <section className={`section ${className}`} aria-labelledby={id}>
      <div className="section-head">
        <Heading level="2" size="small" id={id}>
          {title}
        </Heading>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A heading inside a section. */
export function SubHeading({ children }: { children: ReactNode }): ReactNode {
  return (
    <Heading level="3" size="xsmall" spacing>
      {children}
    </Heading>
  );
}
