import { useState, type ReactNode } from 'react';
import { KeepOfficeHours, type OwnAvailabilityView } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { Button, Disclosure, ErrorList, Line, Refused, Section, useAnnounce } from '../ui/index.js';
import { hoursOf, typedWeek, weekFaults, weekdays } from './own-time-draft.js';

interface Props {
  own: OwnAvailabilityView;
  again: () => void;
}

function HoursForm({ own: { hours }, again, onDone }: Props & { onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [week, setWeek] = useState(() => typedWeek(hours));
  const keep = useAction(KeepOfficeHours, () => {
    announce(t('availability.hoursKept'));
    again();
    onDone();
  });
  const labels = Object.fromEntries(weekdays.flatMap((day) => (['opens', 'closes'] as const).map((name) => [`${day}-${name}`, t(`availability.${name}On`, { day: t(`availability.weekday.${day}`) })])));
  const faults = useFaults(labels, { prefix: 'hours', refusal: null });
  const field = (day: (typeof weekdays)[number], name: 'opens' | 'closes') => ({
    id: `hours-${day}-${name}`, label: t(`availability.${name}`), value: week[day - 1]![name], fault: faults.at(`${day}-${name}`), onChange: (value: string) => setWeek(week.map((one, at) => (at === day - 1 ? { ...one, [name]: value } : one))),
  });
  return (
    <form
      className="stack panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(weekFaults(week))) void keep.run({ hours: hoursOf(week) });
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <p className="muted">{t('availability.offHelp')}</p>
      {weekdays.map((day) => (
        <fieldset key={day} className="bare stack">
          <legend>{t(`availability.weekday.${day}`)}</legend>
          <div className="row-fields">
            <Line narrow {...field(day, 'opens')} />
            <Line narrow {...field(day, 'closes')} />
          </div>
        </fieldset>
      ))}
      <Refused refusal={keep.refusal} />
      <div className="row">
        <Button type="submit" busy={keep.pending}>
          {t('availability.saveHours')}
        </Button>
      </div>
    </form>
  );
}

/** When one works: outside that, others see that one is busy. */
export function OfficeHours({ own, again }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const clear = useAction(KeepOfficeHours, () => {
    announce(t('availability.hoursCleared'));
    again();
  });
  const stated = own.hours.length > 0;
  return (
    <Section title={t('availability.hours')}>
      <p>{t('availability.hoursHelp')}</p>
      {stated ? (
        <ul className="plain-list dense">
          {own.hours.map(({ weekday, opens, closes }) => (
            <li key={weekday}>{`${t(`availability.weekday.${weekday as 1}`)} ${dotted(opens)}–${dotted(closes)}`}</li>
          ))}
        </ul>
      ) : (
        <p>{t('availability.noHours')}</p>
      )}
      <div className="row">
        <Disclosure text={t(stated ? 'availability.changeHours' : 'availability.stateHours')}>{(close) => <HoursForm own={own} again={again} onDone={close} />}</Disclosure>
      </div>
      <Refused refusal={clear.refusal} />
      {stated && (
        <div className="row">
          <Button small weight="quiet" busy={clear.pending} onClick={() => void clear.run({ hours: [] })}>
            {t('availability.clearHours')}
          </Button>
        </div>
      )}
    </Section>
  );
}
