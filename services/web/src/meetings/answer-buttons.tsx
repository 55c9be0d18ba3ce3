import { useEffect, useState, type ReactNode } from 'react';
import { Answer, type MeetingSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Notice, Refused } from '../ui/index.js';
import { useReply } from './use-reply.js';

interface Props {
  meetingId: string;
  /** The time that is answered. */
  startsAt: string;
  endsAt: string;
  meetingName: string;
  mine: MeetingSummary['mine'][number];
  onAnswer?: () => void;
}

/** Yes, maybe or no, saved at once by one press. The pressed one is the answer now; pressing another changes it. A comment given before is kept. */
export function AnswerButtons({ meetingId, startsAt, endsAt, meetingName, mine, onAnswer }: Props): ReactNode {
  const { t } = useTexts();
  const reply = useReply(mine.participantId);
  // The list is read again a moment later; until then the answer just given is shown.
  const [given, setGiven] = useState(mine.answer);
  useEffect(() => setGiven(mine.answer), [mine.answer]);
  const choose = async (answer: 'yes' | 'maybe' | 'no'): Promise<void> => {
    if (reply.pending || answer === given) return;
    onAnswer?.();
    const saved = await reply.run({ meetingId, startsAt, endsAt, participantId: mine.participantId, answer, comment: mine.comment });
    if (saved) setGiven(answer);
  };
  return (
    <>
      <fieldset className="answers">
        <legend className={mine.function ? '' : 'hidden'}>
          {mine.function ? t('answer.as', { name: mine.function.name }) : t('answer.group', { meeting: meetingName })}
        </legend>
        {Answer.options.map((answer) => (
          <button
            key={answer}
            type="button"
            className="answer"
            aria-pressed={given === answer}
            aria-disabled={reply.pending}
            onClick={() => void choose(answer)}
          >
            {t(`answer.${answer}`)}
          </button>
        ))}
      </fieldset>
      {reply.refusal?.slug === 'stale' ? <Notice gravity="warning" title={t('answer.timeChanged')} /> : <Refused refusal={reply.refusal} />}
    </>
  );
}
