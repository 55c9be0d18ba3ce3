import type { ReactNode } from 'react';
import type { AuthorityPart, FunctionPart, UnitPart } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';

/** What the page does not say of all alike, or show already. */
const unseen = ['higher-level-needed', 'authority-owns-groups', 'unit-has-functions', 'kept-by-directory-system'] as const;

/** Why something that is done with a part is not offered, where that is not seen: each reason once. */
export function PartHindrances({ part: { cannot } }: { part: Pick<AuthorityPart | UnitPart | FunctionPart, 'cannot'> }): ReactNode {
  const { t } = useTexts();
  return unseen.filter((reason) => cannot.some(({ because }) => because === reason)).map((because) => (
    <p key={because} className="muted">
      {t(`structure.because.${because}`)}
    </p>
  ));
}
