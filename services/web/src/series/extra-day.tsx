import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, DateField, useAnnounce } from '../ui/index.js';
import { dateInWords } from '../time/spoken.js';

/** A day with a meeting besides those that the rule gives: typed, and put among the others. */
export function ExtraDay({ onAdd }: { onAdd: (day: string) => void }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const add = (): void => {
    const day = parseSwedishDate(typed, todayInStockholm());
    setFault(day === undefined ? t(typed.trim() === '' ? 'field.date.missing' : 'field.date.invalid') : undefined);
    document.getElementById('extraDay')?.focus();
    if (day === undefined) return;
    onAdd(day);
    setTyped('');
    announce(t('series.dayAdded', { day: dateInWords(day, language) }));
  };
  return (
    <div className="row">
      <DateField id="extraDay" label={t('series.extraDay')} help={t('call.dateHelp')} fault={fault} value={typed} onChange={setTyped} />
      <Button small onClick={add}>
        {t('series.addDay')}
      </Button>
    </div>
  );
}
