import { useEffect, useState, type ReactNode } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { RepeatFields } from '../series/repeat-fields.js';
import { useMe } from '../shell/current.js';
import { Button, Check, ErrorList, Refused, Section } from '../ui/index.js';
import type { Occasion } from '../occasion/occasion.js';
import { emptyDraft, type Draft } from './draft.js';
import { SendableDraft } from './draft-faults.js';
import { faultsOf } from '../occasion/form.js';
import { forgetDraft, keepDraft } from './kept-draft.js';
import { NeutralInvitation } from './neutral-invitation.js';
import { WhenFields, WhereFields } from '../occasion/occasion-fields.js';
import { TextFields } from './text-fields.js';
import { useCall } from './use-call.js';
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

/** The form of a new meeting. */
export function NewMeetingForm({ groups, begun, restored }: { groups: readonly Group[]; begun: Draft; restored: boolean }): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const form = useForm<Draft>({ defaultValues: begun, resolver: zodResolver(SendableDraft), shouldFocusError: false });
  const [kept, setKept] = useState(restored);
  useKept(form);
  const draft = form.watch();
  const group = draft.whom === 'group' ? groups.find((one) => one.id === draft.groupId) : undefined;
  const call = useCall(form, group?.level === 'INDIVIDUAL');
  const discard = (): void => {
    forgetDraft(person.id);
    form.reset(emptyDraft());
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
      {kept && (
        <div className="row">
          <p>{t('call.restored')}</p>
          <Button small weight="quiet" onClick={discard}>
            {t('call.discard')}
          </Button>
        </div>
      )}
      <ErrorList faults={faultsOf(form.formState.errors, t)} round={call.round} />
      <Section title={t('call.whom')}>
        <WhomFields form={form} groups={groups} />
      </Section>
      <Section title={t('call.when')}>
        <Check id="held" label={t('call.held')} help={t('call.heldHelp')} value={draft.held} onChange={(held) => form.setValue('held', held)} />
        <WhenFields form={occasion} refusal={call.refusal} />
        {!draft.held && <RepeatFields form={form} />}
      </Section>
      <Section title={t('call.where')}>
        <WhereFields form={occasion} />
      </Section>
      <Section title={t('call.what')}>
        <TextFields form={form} group={group} />
      </Section>
      {!draft.held && <NeutralInvitation draft={draft} groupName={group?.name} />}
      {!call.isShownAtFields && <Refused refusal={call.refusal} again={() => void call.send()} />}
      <div className="row">
        <Button type="submit" weight="main" busy={call.pending}>
          {t(draft.held ? 'call.record' : 'call.send')}
        </Button>
        <span className="muted">{t('call.saved')}</span>
      </div>
    </form>
  );
}
