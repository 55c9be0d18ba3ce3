import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

/** One thing that two people changed at the same time. */
export interface Difference {
  readonly what: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Says that somebody else was first, shows both versions, and lets one choose. Nothing typed is lost. */
export function Conflict({
  differences,
  onKeepMine,
  onTakeTheirs,
  busy,
}: {
  differences: readonly Difference[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  busy: boolean;
}): ReactNode {
  const { t } = useTexts();
  return (
    <Notice gravity="warning" title={t('conflict.title')} headingLevel="h3">
      <div className="stack">
        <p>{t('conflict.text')}</p>
        <div className="scroll" role="region" aria-label={t('conflict.both')} tabIndex={0}>
          <table className="fine">
            <thead>
              <tr>
                <th scope="col">{t('conflict.what')}</th>
                <th scope="col">{t('conflict.theirs')}</th>
                <th scope="col">{t('conflict.mine')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ what, theirs, mine }) => (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td className="prose">{theirs || '–'}</td>
                  <td className="prose">{mine || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="row">
          <Button weight="main" busy={busy} onClick={onKeepMine}>
            {t('conflict.keepMine')}
          </Button>
          <Button onClick={onTakeTheirs}>{t('conflict.takeTheirs')}</Button>
        </div>
      </div>
    </Notice>
  );
}
