import { useState, type ReactNode } from 'react';
import { AgendaTemplates, UseTemplate, type AgendaView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Refused, Select } from '../ui/index.js';
import { useAgendaAct } from './use-agenda-act.js';

/** Adds a standing agenda's items. */
export function Templates({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState('');
  const templates = useAsk(AgendaTemplates, {}).data?.items ?? [];
  const use = useAgendaAct(UseTemplate, { meetingId: agenda.meetingId, said: t('agenda.templateUsed'), done: () => setChosen('') });
  const template = templates.find(({ code }) => code === chosen);
  if (templates.length === 0) return null;
  const options = [{ value: '', label: t('agenda.chooseTemplate') }, ...templates.map(({ code, name }) => ({ value: code, label: name }))];
  return (
    <div className="stack compact no-print">
      <Select small id="template" label={t('agenda.template')} value={chosen} onChange={setChosen} options={options} />
      {template && (
        <>
          <p className="muted">{template.titles.join(' · ')}</p>
          <div>
            <Button small busy={use.pending} onClick={() => void use.run({ meetingId: agenda.meetingId, template: template.code })}>
              {t('agenda.useTemplate')}
            </Button>
          </div>
        </>
      )}
      <Refused refusal={use.refusal} />
    </div>
  );
}
