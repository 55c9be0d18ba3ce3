import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { Id, PollDetails, WhyISeePoll, type PollView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { PollGuests } from '../guests/poll-guests.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Loaded, Notice, OutLink, Page, Readers, Section, TextLink } from '../ui/index.js';
import { Why } from '../why/why.js';
import { headlineOf } from './headline.js';
import { MakeMeeting } from './make-meeting.js';
import { OptionRows, Tally } from './option-rows.js';
import { PollSteps } from './poll-steps.js';
import { Propose } from './propose-time.js';
import { Results } from './results.js';
import { VoteButtons } from './vote-buttons.js';

/** What has to be known before all else: that nobody answers any more, and what came of it. */
function Standing({ poll }: { poll: PollView }): ReactNode {
  const { t } = useTexts();
  if (poll.status === 'open') return null;
  return (
    <Notice gravity="announcement" title={t(`polls.is.${poll.status}`)}>
      {poll.meetingId && (
        <TextLink to="/moten/$meetingId" params={{ meetingId: poll.meetingId }}>
          {t('polls.toMeeting')}
        </TextLink>
      )}
    </Notice>
  );
}

function Answering({ poll }: { poll: PollView }): ReactNode {
  const { t } = useTexts();
  if (!poll.may.includes('vote')) return null;
  return poll.mine.map((mine) => (
    <Section key={mine.voter} title={mine.function ? t('answer.as', { name: mine.function.name }) : t('polls.yours')}>
      <p className="muted">{t('polls.yoursHelp')}</p>
      <OptionRows poll={poll}>
        {(option) => (
          <>
            <VoteButtons pollId={poll.id} option={option} mine={mine} />
            <Tally option={option} />
          </>
        )}
      </OptionRows>
      <Propose poll={poll} />
    </Section>
  ));
}

function About({ poll }: { poll: PollView }): ReactNode {
  const { t } = useTexts();
  const facts = [
    [t('polls.asks'), poll.organiser.name],
    ...(poll.group ? [[t('meeting.group'), poll.group.name]] : []),
    ...(poll.place ? [[t('meeting.where'), poll.place]] : []),
  ] as const;
  return (
    <Section title={t('meeting.about')}>
      {poll.about && <p className="prose">{poll.about}</p>}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {poll.link && <OutLink href={poll.link}>{t('meeting.link')}</OutLink>}
      <p>{t(poll.hidden ? 'polls.isHidden' : 'polls.isOpenToAll')}</p>
      <Readers>{t('meeting.readers', { readers: poll.readers.join('; ') })}</Readers>
    </Section>
  );
}

/** One poll: my answers, what others have said, and making a meeting of it. */
export function PollPage(): ReactNode {
  const { t, language } = useTexts();
  const { pollId } = useParams({ from: '/omrostningar/$pollId' });
  const isId = Id.safeParse(pollId).success;
  const asked = useAsk(PollDetails, { pollId }, { enabled: isId });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  const poll = asked.data;
  return (
    <Page
      key={pollId}
      title={poll ? headlineOf(poll, t) : t('polls.one')}
      lead={poll && t(poll.status === 'open' ? 'polls.answerBy' : 'polls.closedAt', { when: momentInWords(poll.closesAt, language) })}
      actions={
        <Button small onClick={() => window.print()}>
          {t('action.print')}
        </Button>
      }
    >
      <Loaded of={asked}>
        {(view) => (
          <>
            <Standing poll={view} />
            {view.may.includes('schedule') && <MakeMeeting poll={view} />}
            <Answering poll={view} />
            <Results poll={view} />
            <PollGuests poll={view} />
            <PollSteps poll={view} />
            <About poll={view} />
            <Why op={WhyISeePoll} input={{ pollId }} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
