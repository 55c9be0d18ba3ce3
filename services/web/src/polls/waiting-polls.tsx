import type { ReactNode } from 'react';
import { Polls } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Section } from '../ui/index.js';
import { PollList } from './poll-list.js';
import { waitsForMe } from './waiting.js';

/** Polls that wait for my answer, on my day; nothing where none does. */
export function WaitingPolls(): ReactNode {
  const { t } = useTexts();
  const waiting = (useAsk(Polls, {}).data?.items ?? []).filter(waitsForMe);
  if (waiting.length === 0) return null;
  return (
    <Section title={t('polls.onMyDay')}>
      <PollList polls={waiting} />
    </Section>
  );
}
