import type { ReactNode } from 'react';
import { Tag as AkselTag } from '@navikt/ds-react/Tag';

const colors = { neutral: 'neutral', good: 'success', unsure: 'warning', bad: 'danger', news: 'info' } as const;

/** A short word that stands out, such as a state or an answer. The colour only repeats what the word says. */
export function Tag({ tone = 'neutral', children }: { tone?: keyof typeof colors; children: ReactNode }): ReactNode {
  return (
    <AkselTag size="small" variant="moderate" data-color={colors[tone]}>
      {children}
    </AkselTag>
  );
}
