import { useEffect, type ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { MeetingDraftDetails } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import type { Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Button, Notice, Refused } from '../ui/index.js';
import type { Draft } from './draft.js';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.js';
import { draftOf } from './saved-draft.js';

interface Props {
  form: UseFormReturn<Draft>;
  refusal: Refusal | null;
  again: () => void;
}

/** Another window has saved the draft since: what is written here may be put in its place, or be left for what is saved. */
function Stale({ form, again }: Omit<Props, 'refusal'>): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const read = useAction(MeetingDraftDetails, (is) => isOutdated('meeting-draft', is.id));
  const now = async (take: (is: Draft) => void): Promise<void> => {
    const is = await read.run({ meetingDraftId: form.getValues('saved')!.id });
    if (is) take(draftOf(is, t('call.function')));
  };
  const theirs = (is: Draft): void => {
    form.reset(is);
    forgetDraft(person.id, is.saved?.id);
  };
  const mine = (is: Draft): void => {
    form.setValue('saved', is.saved);
    again();
  };
  if (read.refusal?.slug === 'not-found') return <Gone form={form} />;
  return (
    <>
      <Notice gravity="warning" title={t('meetingDraft.stale')}>
        <p>{t('meetingDraft.staleText')}</p>
        <div className="row">
          <Button small onClick={() => void now(mine)}>
            {t('meetingDraft.keepMine')}
          </Button>
          <Button small weight="quiet" onClick={() => void now(theirs)}>
            {t('meetingDraft.takeSaved')}
          </Button>
        </div>
      </Notice>
      <Refused refusal={read.refusal} />
    </>
  );
}

/** Makes what is written one that has not been saved, and that stays in this tab in the place of another such. */
function beginAnew(form: Props['form'], personId: string): void {
  const saved = form.getValues('saved');
  if (saved === null) return;
  forgetDraft(personId, saved.id);
  form.setValue('saved', null);
  keepDraft(personId, form.getValues());
  isOutdated('meeting-draft', saved.id);
}

/** The draft is there no more: what is written is begun anew. Another new meeting that was begun in this tab is replaced only when that is wanted. */
export function Gone({ form }: Pick<Props, 'form'>): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const isOther = form.watch('saved') !== null && keptDraft(person.id) !== undefined;
  useEffect(() => {
    if (!isOther) beginAnew(form, person.id);
  }, [form, person.id, isOther]);
  if (!isOther)
    return (
      <Notice gravity="warning" title={t('meetingDraft.gone')}>
        {t('meetingDraft.goneText')}
      </Notice>
    );
  return (
    <Notice gravity="warning" title={t('meetingDraft.gone')}>
      <p>{t('meetingDraft.goneBesideOther')}</p>
      <Button small onClick={() => beginAnew(form, person.id)}>
        {t('meetingDraft.replaceOther')}
      </Button>
    </Notice>
  );
}

/** Says why a draft could not be saved or called, and what can be done about it. */
export function DraftRefused({ form, refusal, again }: Props): ReactNode {
  if (refusal?.slug === 'not-found') return <Gone form={form} />;
  if (refusal?.slug === 'stale') return <Stale form={form} again={again} />;
  return <Refused refusal={refusal} again={again} />;
}
