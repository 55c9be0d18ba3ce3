import { useState, type ReactNode } from 'react';
import { useSearch } from '@tanstack/react-router';
import { MeetingDraftDetails, MyGroups, type GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Loaded, Notice, Page } from '../ui/index.js';
import { emptyDraft } from './draft.js';
import { keptDraft } from './kept-draft.js';
import { NewMeetingForm } from './new-meeting-form.js';
import { draftOf } from './saved-draft.js';

type Groups = readonly z.infer<typeof GroupSummary>[];

/** A draft from the hub, with what has been typed in this tab since. Where the hub has it no more, as when it was called in another window, what was typed is shown all the same. */
function OpenedDraft({ draftId, groups }: { draftId: string; groups: Groups }): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const draft = useAsk(MeetingDraftDetails, { meetingDraftId: draftId });
  const [typed] = useState(() => keptDraft(person.id, draftId) ?? keptDraft(person.id));
  // It is not asked for again and again while what was typed is written on.
  const [isGone, setGone] = useState(false);
  if (!isGone && draft.data === undefined && draft.error?.slug === 'not-found') setGone(true);
  if (isGone && typed) return <NewMeetingForm groups={groups} begun={emptyDraft()} kept={typed} isGone />;
  return (
    <Loaded of={draft}>
      {(view) => (
        <>
          {view.missing > 0 && <Notice gravity="warning" title={t('meetingDraft.missing', { count: view.missing })} />}
          <NewMeetingForm key={view.version} groups={groups} begun={draftOf(view, t('call.function'))} kept={keptDraft(person.id, draftId)} />
        </>
      )}
    </Loaded>
  );
}

/** Calls a group, or chosen people, to a meeting: a new one, or one that was saved as a draft. */
export function NewMeetingPage(): ReactNode {
  const { t } = useTexts();
  const { grupp, utkast } = useSearch({ from: '/moten/nytt' });
  const { person } = useMe();
  const groups = useAsk(MyGroups, {});
  return (
    <Page title={t('call.title')} lead={t('call.lead')}>
      <Loaded of={groups}>
        {({ items }) => (utkast ? <OpenedDraft key={utkast} draftId={utkast} groups={items} /> : <NewMeetingForm groups={items} begun={emptyDraft(grupp ?? '')} kept={keptDraft(person.id)} />)}
      </Loaded>
    </Page>
  );
}
