import { useEffect, useState, type ReactNode } from 'react';
import { Vote, VoteInPoll, type PollView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { Refused } from '../ui/index.js';
import { usePollAct } from './use-poll-act.js';

type Option = PollView['options'][number];
type Mine = PollView['mine'][number];

/** Yes, if need be, or no to one time, saved at once by one press. The pressed one is the answer now; pressing another changes it. */
export function VoteButtons({ pollId, option: { option, startsAt, endsAt }, mine: { voter, votes } }: { pollId: string; option: Option; mine: Mine }): ReactNode {
  const { t, language } = useTexts();
  const now = votes.find((one) => one.option === option)?.vote ?? null;
  // The poll is read again a moment later; until then the answer just given is shown.
  const [given, setGiven] = useState(now);
  useEffect(() => setGiven(now), [now]);
  const time = wholeTime(startsAt, endsAt, language);
  const send = usePollAct(VoteInPoll, (poll) => {
    const saved = poll.mine.find((one) => one.voter === voter)?.votes.find((one) => one.option === option)?.vote;
    return saved ? t('polls.saved', { time, vote: t(`polls.vote.${saved}`).toLowerCase() }) : '';
  });
  const choose = async (vote: (typeof Vote.options)[number]): Promise<void> => {
    if (send.pending || vote === given) return;
    if (await send.run({ pollId, voter, votes: [{ option, vote }] })) setGiven(vote);
  };
  return (
    <>
      <fieldset className="answers">
        <legend className="hidden">{t('polls.answerTo', { time })}</legend>
        {Vote.options.map((vote) => (
          <button key={vote} type="button" className="answer" aria-pressed={given === vote} aria-disabled={send.pending} onClick={() => void choose(vote)}>
            {t(`polls.vote.${vote}`)}
          </button>
        ))}
      </fieldset>
      <Refused refusal={send.refusal} />
    </>
  );
}
