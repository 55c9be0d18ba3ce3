import type { ReactNode } from 'react';
import { EyeIcon } from '@navikt/aksel-icons';

/** Says, beside what is written, who will be able to read it. */
export const Readers = ({ children }: { children: ReactNode }): ReactNode => (
  <span className="readers">
    <EyeIcon aria-hidden fontSize="1.25rem" /> {children}
  </span>
);
