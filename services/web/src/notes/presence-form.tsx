import { useEffect, useState, type ReactNode } from 'react';
import { RecordPresence, type AgendaView } from '@knutpunkt/contracts';
import { useCandidates, type Present } from '../actions/use-candidates.js';
import { useFaults } from '../api/use-faults.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, PeopleField, Refused, Select, type Choosable } from '../ui/index.js';
import { attendeeOf } from './attendee.js';
import { faultsInTimes, sentTimes, typedTimes } from './presence-times.js';
import { TimeFields } from './time-fields.js';

const prefix = 'presence';
const ofPerson = 'person:';

function usePeople(search: string, present: Present): ReturnType<typeof useCandidates> {
  const { found, searching } = useCandidates(search, present);
  return { found: found.filter(({ value }) => value.startsWith(ofPerson)), searching };
}

/** Notes somebody who was not called as present, also as a substitute for one who was. */
export function PresenceForm({ agenda, onClose }: { agenda: AgendaView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { meetingId, startsAt } = agenda;
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const [substituteForId, setSubstitute] = useState('');
  const [times, setTimes] = useState(typedTimes({ from: startsAt, to: null }));
  const record = useAgendaAct(RecordPresence, { meetingId, said: (noted) => t('presence.noted', { name: attendeeOf(noted, t).name }), done: onClose });
  const labels = { personId: t('presence.who'), from: t('presence.from'), to: t('presence.to') };
  const faults = useFaults(labels, { prefix, refusal: record.refusal, about: { 'unknown-attendee': 'personId', 'leaves-before-coming': 'to' } });
  useEffect(() => document.getElementById(`${prefix}-personId`)?.focus(), []);
  const send = (): void => {
    const person = chosen[0]?.value.slice(ofPerson.length);
    if (faults.stop({ ...(person ? {} : { personId: 'field.person.missing' }), ...faultsInTimes(times) }) || person === undefined) return;
    void record.run({ meetingId, personId: person, substituteForId: substituteForId || null, ...sentTimes(times, agenda) });
  };
  const called = [{ value: '', label: t('presence.nobody') }, ...agenda.people.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <form
      className="stack panel no-print"
      aria-label={t('presence.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <PeopleField many={false} id={`${prefix}-personId`} label={labels.personId} help={t('presence.whoHelp')} fault={faults.at('personId')} chosen={chosen} onChoose={setChosen} useFound={(search) => usePeople(search, agenda)} />
      <Select id={`${prefix}-substitute`} label={t('presence.insteadOf')} value={substituteForId} onChange={setSubstitute} options={called} />
      <TimeFields prefix={prefix} times={times} faults={faults} onChange={setTimes} />
      {faults.list.length === 0 && <Refused refusal={record.refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={record.pending}>
          {t('presence.send')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
