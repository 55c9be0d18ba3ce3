import { useEffect, useState, type ReactNode } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { RoomBusy } from '../rooms/room-busy.js';
import { timesOf } from '../rooms/times.js';
import { RepeatFields } from '../series/repeat-fields.js';
import { SeriesRoomBusy } from '../series/series-room-busy.js';
import { useMe } from '../shell/current.js';
import { Button, Check, ErrorList, Section } from '../ui/index.js';
import type { Occasion } from '../occasion/occasion.js';
import { emptyDraft, type Draft } from './draft.js';
import { DraftRefused, Gone } from './draft-refused.js';
import { SendableDraft } from './draft-faults.js';
import { InvitationPreviewOf } from './invitation-preview.js';
import { faultsOf } from '../occasion/form.js';
import { forgetDraft, keepDraft } from './kept-draft.js';
import { WhenFields, WhereFields } from '../occasion/occasion-fields.js';
import { NoticeWarning } from './notice-warning.js';
import { TextFields } from './text-fields.js';
import { useCall } from './use-call.js';
import { useSaveDraft } from './use-save-draft.js';
import { WhomFields } from './whom-fields.js';

type Group = z.infer<typeof GroupSummary>;

/** Keeps what is typed in this tab, so that no mishap loses it. */
function useKept(form: UseFormReturn<Draft>): void {
  const { person } = useMe();
  useEffect(() => {
    const watching = form.watch((draft) => keepDraft(person.id, draft as Draft));
    return () => watching.unsubscribe();
  }, [form, person.id]);
}

interface Props {
  groups: readonly Group[];
  begun: Draft;
  kept: Draft | undefined;
  isGone?: boolean;
}

/** The form of a new meeting: `begun` is how it is when nothing has been typed in this tab, `kept` what has been. `isGone`: what was typed is of a draft that the hub has no more. */
export function NewMeetingForm({ groups, begun, kept: typed, isGone = false }: Props): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const form = useForm<Draft>({ defaultValues: typed ?? begun, resolver: zodResolver(SendableDraft), shouldFocusError: false });
  const [kept, setKept] = useState(typed !== undefined);
  useKept(form);
  const draft = form.watch();
  const group = draft.whom === 'group' ? groups.find((one) => one.id === draft.groupId) : undefined;
  const call = useCall(form, group?.level === 'INDIVIDUAL');
  const saving = useSaveDraft(form, group?.level === 'INDIVIDUAL', call.stopped);
  const discard = (): void => {
    forgetDraft(person.id, form.getValues('saved')?.id);
    form.reset(begun.saved ? begun : emptyDraft());
    setKept(false);
  };
  const occasion = form as unknown as UseFormReturn<Occasion>;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void call.send();
      }}
    >
      {isGone && <Gone form={form} />}
      {kept && (
        <div className="row">
          <p>{t('call.restored')}</p>
          <Button small weight="quiet" onClick={discard}>
            {t(begun.saved ? 'meetingDraft.takeSaved' : 'call.discard')}
          </Button>
        </div>
      )}
      <ErrorList faults={faultsOf(form.formState.errors, t)} round={call.round} />
      <Section title={t('call.whom')}>
        <WhomFields form={form} groups={groups} />
        <Check id="listHidden" label={t('call.listHidden')} help={t('call.listHiddenHelp')} value={draft.listHidden} onChange={(hidden) => form.setValue('listHidden', hidden)} />
      </Section>
      <Section title={t('call.when')}>
        <Check id="held" label={t('call.held')} help={t('call.heldHelp')} value={draft.held} onChange={(held) => form.setValue('held', held)} />
        <WhenFields form={occasion} refusal={call.refusal} />
        {!draft.held && <NoticeWarning typed={draft} groupLevel={group?.level} />}
        {!draft.held && <RepeatFields form={form} />}
      </Section>
      <Section title={t('call.where')}>
        <WhereFields form={occasion} busy={draft.held ? null : draft.repeats ? <SeriesRoomBusy draft={draft} /> : <RoomBusy place={draft.place} times={timesOf(draft)} />} />
      </Section>
      <Section title={t('call.what')}>
        <TextFields form={form} group={group} />
      </Section>
      {!draft.held && <InvitationPreviewOf draft={draft} groupId={group?.id} />}
      {!call.isShownAtFields && <DraftRefused form={form} refusal={call.refusal} again={() => void call.send()} />}
      {!saving.isShownAtFields && <DraftRefused form={form} refusal={saving.refusal} again={() => void saving.save()} />}
      <div className="row">
        <Button type="submit" weight="main" busy={call.pending}>
          {t(draft.held ? 'call.record' : 'call.send')}
        </Button>
        <Button busy={saving.pending} onClick={() => void saving.save()}>
          {t('meetingDraft.save')}
        </Button>
      </div>
      <p className="muted">{t('call.saved')}</p>
    </form>
  );
}
