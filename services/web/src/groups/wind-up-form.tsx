import { useState, type ReactNode } from 'react';
import { WindUpGroup, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { daysAfter } from '../time/calendar-date.js';
import { instantAt, todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { DateField, ErrorList, PanelForm, useAnnounce } from '../ui/index.js';

const dayOf = (typed: string): string | undefined => parseSwedishDate(typed, todayInStockholm());

/** Asks until which day the members read what there is, and says what comes of it. */
export function WindUpForm({ group: { id, name, version }, onClose }: { group: z.infer<typeof GroupView>; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [until, setUntil] = useState(daysAfter(todayInStockholm(), 30));
  const label = t('groupStep.until');
  const windUp = useAction(WindUpGroup, () => {
    isOutdated('group', id);
    announce(t('groupStep.said.wind-up', { name }));
    onClose();
  });
  const faults = useFaults({ until: label }, { prefix: 'wind-up', refusal: windUp.refusal });
  const tried = (): void => {
    const day = dayOf(until);
    if (!faults.stop(day ? {} : { until: until.trim() === '' ? 'field.date.missing' : 'field.date.invalid' })) void windUp.run({ groupId: id, until: instantAt({ date: daysAfter(day!, 1), time: '00:00' }) }, version);
  };
  return (
    <PanelForm act={windUp} faults={faults} send={t('groupStep.step.wind-up')} small onSend={tried} onClose={onClose}>
      <p>{t('groupStep.means.wind-up')}</p>
      <ErrorList faults={faults.list} round={faults.round} />
      <DateField id="wind-up-until" label={label} help={t('groupStep.untilHelp')} fault={faults.at('until')} value={until} onChange={setUntil} />
    </PanelForm>
  );
}
