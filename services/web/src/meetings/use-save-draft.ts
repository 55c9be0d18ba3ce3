import { useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { UseFormReturn } from 'react-hook-form';
import { ChangeMeetingDraft, DraftMeeting } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import type { Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { showRefused } from '../occasion/form.js';
import { useMe } from '../shell/current.js';
import { useAnnounce } from '../ui/index.js';
import type { Draft } from './draft.js';
import { forgetDraft } from './kept-draft.js';
import { SavableDraft, savedOf } from './saved-draft.js';

const fields = ['groupId', 'chosen', 'date', 'starts', 'ends', 'until', 'count', 'skipWeeks', 'place', 'link', 'title', 'about'];

/** Saving a draft in the hub. */
export interface Saving {
  readonly save: () => Promise<void>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  readonly isShownAtFields: boolean;
}

function useSaved(form: UseFormReturn<Draft>): (answer: { readonly id: string }) => void {
  const { t } = useTexts();
  const { person } = useMe();
  const announce = useAnnounce();
  const navigate = useNavigate();
  return ({ id }) => {
    forgetDraft(person.id, form.getValues('saved')?.id);
    isOutdated('meeting-draft', id);
    void navigate({ to: '/moten' }).then(() => announce(t('meetingDraft.saved')));
  };
}

/** Puts what cannot be saved beside its field; true where nothing of the kind was found. */
function isSavable(form: UseFormReturn<Draft>, draft: Draft): boolean {
  const issues = SavableDraft.safeParse(draft).error?.issues ?? [];
  form.clearErrors();
  issues.forEach(({ path, message }) => form.setError(path[0] as 'title', { message }));
  return issues.length === 0;
}

/** Saves what a form holds, half or whole, and leaves for the list of drafts; what the hub refuses is shown beside the fields. `stopped` is told each time that it cannot be saved. */
export function useSaveDraft(form: UseFormReturn<Draft>, isIndividual: boolean, stopped: () => void): Saving {
  const saved = useSaved(form);
  const [isShownAtFields, setShown] = useState(false);
  const [begin, change] = [useAction(DraftMeeting, saved), useAction(ChangeMeetingDraft, saved)];
  const refusal = begin.refusal ?? change.refusal;
  const save = async (): Promise<void> => {
    const draft = form.getValues();
    if (!isSavable(form, draft)) return stopped();
    const said = savedOf(draft, isIndividual);
    if (draft.saved) await change.run({ meetingDraftId: draft.saved.id, ...said }, draft.saved.version);
    else await begin.run(said);
  };
  useEffect(() => {
    const isShown = refusal !== null && showRefused(refusal, form.setError, fields);
    setShown(isShown);
    if (isShown) stopped();
  }, [refusal, form.setError]);
  return { save, pending: begin.pending || change.pending, refusal, isShownAtFields };
}
