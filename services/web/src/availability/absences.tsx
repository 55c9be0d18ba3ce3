import { useState, type ReactNode } from 'react';
import { AddAbsence, RemoveAbsence, type OwnAvailabilityView } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { daysOrTime } from '../time/spoken.js';
import { Button, DateField, Empty, ErrorList, Line, Refused, Section, SubHeading, useAnnounce } from '../ui/index.js';
import { absenceFaults, absenceOf, noAbsence } from './own-time-draft.js';

type One = OwnAvailabilityView['absences'][number];
const about = { 'too-many-absences': 'starts' };

function AbsenceRow({ one, again }: { one: One; again: () => void }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const when = daysOrTime(one.startsAt, one.endsAt, language);
  const remove = useAction(RemoveAbsence, () => {
    announce(t('availability.absenceRemoved'));
    again();
  });
  return (
    <li>
      <div className="row spread">
        <span>{when}</span>
        <Button small weight="quiet" busy={remove.pending} onClick={() => void remove.run(one)} aria-label={t('availability.removeAbsenceLabel', { when })}>
          {t('availability.removeAbsence')}
        </Button>
      </div>
      <Refused refusal={remove.refusal} />
    </li>
  );
}

function AbsenceForm({ again }: { again: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [typed, setTyped] = useState(noAbsence);
  const add = useAction(AddAbsence, () => {
    announce(t('availability.absenceAdded'));
    setTyped(noAbsence);
    again();
  });
  const labels = { starts: t('availability.from'), startsTime: t('availability.fromTime'), ends: t('availability.to'), endsTime: t('availability.toTime') };
  const faults = useFaults(labels, { prefix: 'absence', refusal: add.refusal, about });
  const field = (name: keyof typeof typed) => ({ id: `absence-${name}`, label: labels[name], value: typed[name], fault: faults.at(name), onChange: (value: string) => setTyped({ ...typed, [name]: value }) });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(absenceFaults(typed))) void add.run(absenceOf(typed));
      }}
    >
      <SubHeading>{t('availability.newAbsence')}</SubHeading>
      <ErrorList faults={faults.list} round={faults.round} />
      <p className="muted">{t('availability.wholeDays')}</p>
      <div className="row-fields">
        <DateField {...field('starts')} />
        <Line narrow {...field('startsTime')} />
      </div>
      <div className="row-fields">
        <DateField {...field('ends')} />
        <Line narrow {...field('endsTime')} />
      </div>
      {faults.list.length === 0 && <Refused refusal={add.refusal} />}
      <div className="row">
        <Button type="submit" busy={add.pending}>
          {t('availability.addAbsence')}
        </Button>
      </div>
    </form>
  );
}

/** When one is away, and never why: others see that one is busy. */
export function Absences({ own, again }: { own: OwnAvailabilityView; again: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <Section title={t('availability.absences')}>
      <p>{t('availability.absencesHelp')}</p>
      {own.absences.length === 0 ? (
        <Empty text={t('availability.noAbsences')} />
      ) : (
        <ul className="plain-list dense">
          {own.absences.map((one) => (
            <AbsenceRow key={`${one.startsAt}${one.endsAt}`} one={one} again={again} />
          ))}
        </ul>
      )}
      <AbsenceForm again={again} />
    </Section>
  );
}
