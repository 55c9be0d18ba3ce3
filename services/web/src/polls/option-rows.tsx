import type { ReactNode } from 'react';
import type { PollView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, timeSpan, weekLabel } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';

type Option = PollView['options'][number];

/** How many have said what to a time, in words. Nothing where answers are hidden. */
export function Tally({ option: { tally } }: { option: Option }): ReactNode {
  const { t } = useTexts();
  if (tally === null) return null;
  return <span className="muted">{(['yes', 'maybe', 'no', 'missing'] as const).map((what) => t(`polls.tally.${what}`, { count: tally[what] })).join(', ')}</span>;
}

/** The times of a poll in their order, each with what is done about it. */
export function OptionRows({ poll, children }: { poll: PollView; children: (option: Option) => ReactNode }): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {poll.options.map((option) => {
        const { date } = wallClockAt(option.startsAt);
        return (
          <li key={option.option}>
            <div className="meeting-row">
              <div className="when">
                <div className="date">{dateInWords(date, language)}</div>
                <div>
                  {weekLabel(date, language)}, <span className="time">{timeSpan(option.startsAt, option.endsAt, language)}</span>
                </div>
                {option.proposedBy.id !== poll.organiser.id && <div className="muted">{t('polls.proposedBy', { name: option.proposedBy.name })}</div>}
              </div>
              <div className="stack">{children(option)}</div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
