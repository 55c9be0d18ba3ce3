import type { ReactNode } from 'react';
import { RecordPresence, type AgendaView } from '@knutpunkt/contracts';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, Empty, Refused, Section, SubHeading } from '../ui/index.js';
import { attendeeOf } from './attendee.js';
import { GuestForm } from './guest-form.js';
import { PresenceForm } from './presence-form.js';
import { PresenceRow } from './presence-row.js';

/** Those who take part and are not noted yet, a button each. */
function NotNoted({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  const { meetingId, startsAt } = agenda;
  const record = useAgendaAct(RecordPresence, { meetingId, said: (one) => t('presence.noted', { name: attendeeOf(one, t).name }) });
  const noted = new Set(agenda.presence.flatMap(({ person, substituteFor }) => [person?.id, substituteFor?.id]));
  const left = agenda.people.filter(({ id }) => !noted.has(id));
  if (left.length === 0) return null;
  return (
    <div className="stack no-print">
      <SubHeading>{t('presence.notNoted')}</SubHeading>
      <ul className="plain-list dense">
        {left.map(({ id, name, organisation }) => (
          <li key={id} className="row">
            <span>
              {name}, {organisation.name}
            </span>
            <Button small aria-label={t('presence.presentLabel', { name })} onClick={() => void record.run({ meetingId, personId: id, from: startsAt })}>
              {t('presence.present')}
            </Button>
          </li>
        ))}
      </ul>
      <Refused refusal={record.refusal} />
    </div>
  );
}

/** Who is present, from when to when, and for whom. */
export function Presence({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  const notes = agenda.may.includes('presence');
  return (
    <Section title={agenda.list === 'hidden' ? t('presence.present') : t('presence.title', { count: agenda.presence.length })}>
      {agenda.list !== 'open' && <p>{t('presence.list')}</p>}
      {agenda.list !== 'hidden' && agenda.presence.length === 0 && <Empty text={t('presence.none')} />}
      <ul className="plain-list dense">
        {agenda.presence.map((one) => (
          <PresenceRow key={one.id} agenda={agenda} presence={one} />
        ))}
      </ul>
      {notes && <NotNoted agenda={agenda} />}
      <div className="row no-print">
        <Disclosure text={t('presence.add')} offered={notes}>{(close) => <PresenceForm agenda={agenda} onClose={close} />}</Disclosure>
        <Disclosure text={t('guest.add')} offered={notes && agenda.groupLevel === 'GENERAL'}>{(close) => <GuestForm agenda={agenda} onClose={close} />}</Disclosure>
      </div>
    </Section>
  );
}
