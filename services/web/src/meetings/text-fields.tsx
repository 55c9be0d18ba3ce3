import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { Line, Notice, Prose, Readers } from '../ui/index.js';
import type { Draft } from './draft.js';
import { FormLine } from '../occasion/form-line.js';

type Group = z.infer<typeof GroupSummary>;
const longest = 4000;

/** Who will be able to read what is written: the group with its number of members, those chosen, and oneself. */
function readersOf(draft: Draft, group: Group | undefined, t: Translate): string {
  const names = [...(group ? [t('call.readersGroup', { group: group.name, count: group.members ?? 0 })] : []), ...draft.chosen.map((one) => one.label)];
  return names.length === 0 ? t('call.readersNone') : t('call.readers', { readers: [...names, t('call.readersYou')].join('; ') });
}

/** Title and description, each with who will see it; a group at individual level takes neither, and the reason is given. */
export function TextFields({ form, group }: { form: UseFormReturn<Draft>; group: Group | undefined }): ReactNode {
  const { t } = useTexts();
  const readers = <Readers>{readersOf(form.watch(), group, t)}</Readers>;
  if (group?.level === 'INDIVIDUAL')
    return (
      <Notice gravity="announcement" title={t('call.noTextTitle')} headingLevel="h3">
        {t('call.noText')}
      </Notice>
    );
  return (
    <>
      <FormLine control={form.control} name="title">
        {(bound) => <Line {...bound} label={t('call.meetingTitle')} help={readers} />}
      </FormLine>
      <FormLine control={form.control} name="about">
        {(bound) => (
          <Prose
            {...bound}
            max={longest}
            label={t('call.about')}
            help={
              <>
                {t('call.aboutHelp')}
                <br />
                {readers}
              </>
            }
          />
        )}
      </FormLine>
    </>
  );
}
