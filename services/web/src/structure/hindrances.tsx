import type { ReactNode } from 'react';
import type { AuthorityPart, FunctionPart, UnitPart } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';

/** Why something that is done with a part is not offered: each reason once. */
export function PartHindrances({ part: { cannot } }: { part: Pick<AuthorityPart | UnitPart | FunctionPart, 'cannot'> }): ReactNode {
  const { t } = useTexts();
  return [...new Set(cannot.map(({ because }) => because))].map((because) => (
    <p key={because} className="muted">
      {t(`structure.because.${because}`)}
    </p>
  ));
}
