import type { ReactNode } from 'react';
import type { PollSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Tag, TextLink } from '../ui/index.js';
import { headlineOf } from './headline.js';
import { waitsForMe } from './waiting.js';

const tones = { open: 'news', closed: 'neutral', scheduled: 'good', cancelled: 'bad' } as const;

/** Polls with when they close and how they stand. */
export function PollList({ polls }: { polls: readonly PollSummary[] }): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {polls.map((poll) => (
        <li key={poll.id}>
          <div className="row">
            <TextLink to="/omrostningar/$pollId" params={{ pollId: poll.id }}>
              {headlineOf(poll, t)}
            </TextLink>
            <Tag tone={tones[poll.status]}>{t(`polls.status.${poll.status}`)}</Tag>
            {waitsForMe(poll) && <Tag tone="unsure">{t('polls.notAnswered')}</Tag>}
          </div>
          <p className="muted">{[...(poll.title && poll.group ? [poll.group.name] : []), t('polls.times', { count: poll.options }), t('polls.closes', { when: momentInWords(poll.closesAt, language) })].join(' · ')}</p>
        </li>
      ))}
    </ul>
  );
}
