import type { ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { DraftGroup } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Page, useAnnounce } from '../ui/index.js';
import { GroupDraftForm } from './group-draft-form.js';
import { emptyDraft, inputOf } from './group-draft.js';

function Form(): ReactNode {
  const { t } = useTexts();
  const { authority } = useMe();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const save = useAction(DraftGroup, ({ id, name }) => {
    isOutdated('group-draft', id);
    void navigate({ to: '/grupper' }).then(() => announce(t('groupDraft.saved', { name })));
  });
  return <GroupDraftForm before={{ ...emptyDraft, authorityId: authority.id }} act={save} onSend={(draft) => void save.run(inputOf(draft))} />;
}

/** Begins a group. */
export function NewGroupPage(): ReactNode {
  const { t } = useTexts();
  if (!useMe().administers) return <NotFoundPage />;
  return (
    <Page title={t('groupDraft.title')} lead={t('groupDraft.lead')}>
      <Form />
    </Page>
  );
}
