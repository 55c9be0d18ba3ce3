import type { ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { ScheduleMeeting, type GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Choice, PeopleField, Select } from '../ui/index.js';
import type { Draft } from './draft.js';
import { faultText } from '../occasion/form.js';
import { FormLine } from '../occasion/form-line.js';
import { useParticipants } from './use-participants.js';

type Group = z.infer<typeof GroupSummary>;

/** Who is called: a group, and others beside it (not where it works at individual level), or only chosen people and functions. */
export function WhomFields({ form, groups }: { form: UseFormReturn<Draft>; groups: readonly Group[] }): ReactNode {
  const { t } = useTexts();
  const isIndividual = groups.find((group) => group.id === form.watch('groupId'))?.level === 'INDIVIDUAL';
  const whom = form.watch('whom');
  const options = [
    { value: '', label: t('call.chooseGroup') },
    ...groups.filter((group) => may(group, ScheduleMeeting)).map((group) => ({ value: group.id, label: group.name })),
  ];
  const kinds = [
    { value: 'group', label: t('call.aGroup') },
    { value: 'people', label: t('call.chosen') },
  ];
  const chosenLabel = t(whom === 'group' ? 'call.alsoPeople' : 'call.people');
  return (
    <>
      <FormLine control={form.control} name="whom">
        {(bound) => <Choice hidesLabel {...bound} label={t('call.whom')} options={kinds} />}
      </FormLine>
      {whom === 'group' && (
        <FormLine control={form.control} name="groupId">
          {(bound) => <Select {...bound} label={t('call.group')} options={options} />}
        </FormLine>
      )}
      {whom === 'group' && isIndividual ? (
        <p className="muted">{t('call.onlyMembers')}</p>
      ) : (
        <Controller
          name="chosen"
          control={form.control}
          render={({ field, fieldState }) => (
            <PeopleField
              id="chosen"
              label={chosenLabel}
              help={t('call.peopleHelp')}
              fault={faultText(fieldState.error?.message, t)}
              chosen={field.value}
              onChoose={field.onChange}
              useFound={useParticipants}
            />
          )}
        />
      )}
    </>
  );
}
