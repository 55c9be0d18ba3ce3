import type { ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ScheduleFromPoll, type PollView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { Button, Notice, Refused, Section, useAnnounce } from '../ui/index.js';
import { OptionRows, Tally } from './option-rows.js';

/** One press makes a meeting of one of the times. Where most have said no, it says so in words. */
export function MakeMeeting({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const schedule = useAction(ScheduleFromPoll, ({ id, meetingId }) => {
    isOutdated('poll', id);
    isOutdated('meeting', meetingId!);
    announce(t('meeting.called'));
    void navigate({ to: '/moten/$meetingId', params: { meetingId: meetingId! } });
  });
  return (
    <Section title={t('polls.choose')} className="no-print">
      <p className="muted">{t('polls.chooseHelp')}</p>
      <Refused refusal={schedule.refusal} />
      <OptionRows poll={poll}>
        {(option) => (
          <>
            <Tally option={option} />
            {option.tally && option.tally.yes + option.tally.maybe === 0 && <Notice gravity="warning" title={t('polls.nobodyCan')} headingLevel="h3" />}
            <div className="row">
              <Button
                small
                busy={schedule.pending}
                aria-label={t('polls.makeOf', { time: wholeTime(option.startsAt, option.endsAt, language) })}
                onClick={() => void schedule.run({ pollId: poll.id, option: option.option })}
              >
                {t('polls.make')}
              </Button>
            </div>
          </>
        )}
      </OptionRows>
    </Section>
  );
}
