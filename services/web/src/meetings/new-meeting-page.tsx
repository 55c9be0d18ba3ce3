import type { ReactNode } from 'react';
import { useSearch } from '@tanstack/react-router';
import { MyGroups } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Loaded, Page } from '../ui/index.js';
import { emptyDraft } from './draft.js';
import { keptDraft } from './kept-draft.js';
import { NewMeetingForm } from './new-meeting-form.js';

/** Calls a group, or chosen people, to a meeting. */
export function NewMeetingPage(): ReactNode {
  const { t } = useTexts();
  const { grupp } = useSearch({ from: '/moten/nytt' });
  const { person } = useMe();
  const kept = keptDraft(person.id);
  const groups = useAsk(MyGroups, {});
  return (
    <Page title={t('call.title')} lead={t('call.lead')}>
      <Loaded of={groups}>{({ items }) => <NewMeetingForm groups={items} begun={kept ?? emptyDraft(grupp ?? '')} restored={kept !== undefined} />}</Loaded>
    </Page>
  );
}
