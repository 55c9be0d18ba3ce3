import type { ReactNode } from 'react';
import { WhyISeeAction, type ActionView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, nearDate } from '../time/spoken.js';
import { todayInStockholm, wallClockAt } from '../time/stockholm.js';
import { Tag, TextLink, useFocusKept } from '../ui/index.js';
import { Why } from '../why/why.js';
import { ActionSteps } from './action-steps.js';
import { ownerWords } from './owner-words.js';

const tones = { open: 'neutral', offered: 'news', done: 'good', 'not-done': 'unsure' } as const;

/** Whether an action's group is wound up or will be, whether it is late, and its state where that is not just open. */
export function ActionStanding({ action }: { action: ActionView }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="row">
      {action.meeting.group?.woundUp && <Tag>{t('actions.woundUp')}</Tag>}
      {action.meeting.group?.windingUp && <Tag>{t('groups.state.winding-up')}</Tag>}
      {action.late && <Tag tone="bad">{t('actions.late')}</Tag>}
      {action.state !== 'open' && <Tag tone={tones[action.state]}>{t(`actions.state.${action.state}`)}</Tag>}
    </span>
  );
}

/** The meeting that an action comes from, and the way to it as long as its agenda is seen. */
function MeetingOf({ action: { meeting } }: { action: ActionView }): ReactNode {
  const { t, language } = useTexts();
  const words = `${meeting.group?.name ?? t('meetings.untitled')} ${dateInWords(wallClockAt(meeting.startsAt).date, language)}`;
  if (!meeting.seen) return words;
  return (
    <TextLink to="/moten/$meetingId" params={{ meetingId: meeting.id }} search={{ visa: 'anteckningar' }}>
      {words}
    </TextLink>
  );
}

/** What can be done with an action whose group does not meet any more, or soon is none, for those who have it. */
function WithoutGroup({ action: { meeting, may } }: { action: ActionView }): ReactNode {
  const { t } = useTexts();
  if (!(meeting.group?.woundUp || meeting.group?.windingUp) || !may.includes('hand-over')) return null;
  return <div>{t(meeting.group.woundUp ? 'actions.woundUpHelp' : 'actions.windingUpHelp')}</div>;
}

/** Who has an action, from which meeting it comes, and what stands in its way. */
export function ActionFacts({ action }: { action: ActionView }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <div className="muted">{action.ownerless ? t('actions.ownerless') : t('actions.owner', { owner: ownerWords(action.owner) })}</div>
      <div className="muted">
        <MeetingOf action={action} />
      </div>
      {action.offeredTo && <div>{t('actions.offeredTo', { name: ownerWords(action.offeredTo) })}</div>}
      <WithoutGroup action={action} />
      {action.reason && <div>{t('meeting.reason', { reason: action.reason })}</div>}
    </>
  );
}

/** One action: what, by whom, until when, from which meeting, and what the viewer may do with it. */
function ActionRow({ action }: { action: ActionView }): ReactNode {
  const { t, language } = useTexts();
  const kept = useFocusKept<HTMLLIElement>();
  return (
    <li className="item" {...kept}>
      <div className="row">
        <strong className="prose">{action.text}</strong>
        <ActionStanding action={action} />
      </div>
      <div>{t('actions.due', { date: nearDate(action.due, todayInStockholm(), language) })}</div>
      <ActionFacts action={action} />
      <ActionSteps action={action} />
      <Why op={WhyISeeAction} input={{ actionId: action.id }} thing={action.text} />
    </li>
  );
}

/** A list of actions, in the order they are given. */
export const ActionList = ({ actions }: { actions: readonly ActionView[] }): ReactNode => (
  <ul className="plain-list items">
    {actions.map((action) => (
      <ActionRow key={action.id} action={action} />
    ))}
  </ul>
);
