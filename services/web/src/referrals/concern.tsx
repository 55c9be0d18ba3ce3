import type { ReactNode } from 'react';
import { ConcernRouting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loaded, Notice } from '../ui/index.js';
import { partyWords } from './words.js';

/** Says that a worry about a child is reported to the social welfare board, and to which; nothing of it is stored here. */
export function Concern(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(ConcernRouting, {});
  return (
    <Notice gravity="warning" title={t('referrals.concernTitle')}>
      <p>{t('referrals.concernText')}</p>
      <p>{t('referrals.concernDanger')}</p>
      <p>{t('referrals.concernWhere')}</p>
      <Loaded of={asked}>
        {({ boards }) => (
          <ul>
            {boards.map((board) => (
              <li key={board.id}>{partyWords(board)}</li>
            ))}
          </ul>
        )}
      </Loaded>
      <p>{t('referrals.concernNothingStored')}</p>
    </Notice>
  );
}
