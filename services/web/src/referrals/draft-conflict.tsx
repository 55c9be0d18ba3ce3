import type { ReactNode } from 'react';
import type { ReferralView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Dialog, SubHeading } from '../ui/index.js';
import { draftOf, type Draft } from './draft.js';
import type { Request } from './use-request.js';

function Side({ title, draft }: { title: string; draft: Draft }): ReactNode {
  return (
    <div>
      <SubHeading>{title}</SubHeading>
      <p>{draft.receiver?.label}</p>
      <p>
        <strong>{draft.title}</strong>
      </p>
      <p className="prose">{draft.body}</p>
    </div>
  );
}

/** A colleague has saved the same draft meanwhile: both stand side by side, and one is chosen. */
export function DraftConflict({ request, theirs }: { request: Request; theirs: ReferralView }): ReactNode {
  const { t } = useTexts();
  const keepMine = (): void => request.settle(request.draft);
  const buttons = (
    <>
      <Button weight="main" onClick={keepMine}>
        {t('referrals.goOnWithMine')}
      </Button>
      <Button onClick={() => request.settle(draftOf(theirs))}>{t('conflict.takeTheirs')}</Button>
    </>
  );
  return (
    <Dialog title={t('conflict.title')} buttons={buttons} onLeave={keepMine}>
      <p>{t('referrals.draftConflictText')}</p>
      <div className="side-by-side">
        <Side title={t('conflict.mine')} draft={request.draft} />
        <Side title={t('conflict.theirs')} draft={draftOf(theirs)} />
      </div>
    </Dialog>
  );
}
