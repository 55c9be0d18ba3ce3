import type { ReactNode } from 'react';
import { PollByLink, Vote, VoteAsGuest, type Output } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords, wholeTime } from '../time/spoken.js';
import { Notice, Refused, Section, useAnnounce } from '../ui/index.js';
import { ByLinkPage } from './by-link-page.js';
import { GuestPage } from './guest-page.js';
import { useByLink } from './use-by-link.js';

type Poll = Output<typeof PollByLink>;
type Choice = (typeof Vote.options)[number];

function Times({ poll, isBusy, onChoose }: { poll: Poll; isBusy: boolean; onChoose: (option: number, vote: Choice) => void }): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {poll.options.map(({ option, startsAt, endsAt }) => {
        const time = wholeTime(startsAt, endsAt, language);
        const given = poll.votes.find((one) => one.option === option)?.vote;
        return (
          <li key={option} className="stack">
            <div>{time}</div>
            {poll.mayAnswer ? (
              <fieldset className="answers">
                <legend className="hidden">{t('polls.answerTo', { time })}</legend>
                {Vote.options.map((vote) => (
                  <button key={vote} type="button" className="answer" aria-pressed={given === vote} aria-disabled={isBusy} onClick={() => onChoose(option, vote)}>
                    {t(`polls.vote.${vote}`)}
                  </button>
                ))}
              </fieldset>
            ) : (
              <div className="muted">{given ? t(`polls.vote.${given}`) : t('answer.missing')}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What a guest's link to a poll leads to: its times, and an answer to each; once a meeting has come of it, that meeting. What it is about, and what others say, is not shown. */
export function GuestPollPage(): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const link = useByLink(PollByLink, VoteAsGuest);
  const choose = async (option: number, vote: Choice): Promise<void> => {
    if (await link.answer({ votes: [{ option, vote }] })) announce(t('answer.saved', { answer: t(`polls.vote.${vote}`).toLowerCase() }));
  };
  if (link.view?.status === 'scheduled' || link.refusal?.status === 404) return <GuestPage />;
  return (
    <ByLinkPage title={t('guestPage.pollTitle')} lead={t('guestPage.pollLead')} of={link}>
      {(poll) => (
        <>
          {!poll.mayAnswer && <Notice gravity="announcement" title={t('guestPage.pollClosed')} />}
          <Section title={t('polls.yours')}>
            {poll.mayAnswer && <p className="muted">{t('polls.answerBy', { when: momentInWords(poll.closesAt, language) })}</p>}
            <Times poll={poll} isBusy={link.isBusy} onChoose={(option, vote) => void choose(option, vote)} />
            <Refused refusal={link.notTaken} />
          </Section>
        </>
      )}
    </ByLinkPage>
  );
}
