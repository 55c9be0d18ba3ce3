import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from '../ui/index.js';
import { MatterRow } from './matter-row.js';
import { asksForAnswer, type Matter } from './my-day.js';

interface Props {
  matters: readonly Matter[];
  /** How many are shown before the rest is asked for. */
  first: number;
  /** The meetings that were answered during this visit. */
  answeredHere: ReadonlySet<string>;
  onAnswer: (meetingId: string) => void;
}

/** Things of my day in the order they are given: the first ones, and the rest at one press. */
export function Matters({ matters, first, answeredHere, onAnswer }: Props): ReactNode {
  const { t } = useTexts();
  const [showsAll, setShowsAll] = useState(false);
  if (matters.length === 0) return null;
  return (
    <>
      <ul className="plain-list">
        {matters.slice(0, showsAll ? undefined : first).map((matter) => (
          <MatterRow key={matter.of.id} matter={matter} asks={matter.kind === 'meeting' && asksForAnswer(matter.of, new Date(), answeredHere)} onAnswer={onAnswer} />
        ))}
      </ul>
      {!showsAll && matters.length > first && (
        <div className="no-print">
          <Button small onClick={() => setShowsAll(true)}>
            {t('today.showAll', { count: matters.length })}
          </Button>
        </div>
      )}
    </>
  );
}
