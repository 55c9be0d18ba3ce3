import type { ReactNode } from 'react';
import type { MeetingSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Tag } from '../ui/index.js';

type Answer = MeetingSummary['mine'][number]['answer'];

const tones = { yes: 'good', maybe: 'unsure', no: 'bad' } as const;

/** An answer in one word; `null` is a missing one. */
export function AnswerTag({ answer }: { answer: Answer }): ReactNode {
  const { t } = useTexts();
  return <Tag tone={answer === null ? 'neutral' : tones[answer]}>{t(`answer.${answer ?? 'missing'}`)}</Tag>;
}

/** What I have answered, for myself and for each function that I hold. */
export function MyAnswers({ mine }: { mine: MeetingSummary['mine'] }): ReactNode {
  const { t } = useTexts();
  return mine.map((one) => (
    <Tag key={one.participantId} tone={one.answer === null ? 'neutral' : tones[one.answer]}>
      {one.function ? `${one.function.name}: ` : ''}
      {one.function ? t(`answer.${one.answer ?? 'missing'}`) : t(`answer.mine.${one.answer ?? 'missing'}`)}
    </Tag>
  ));
}
