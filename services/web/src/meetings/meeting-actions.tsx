import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { CancelMeeting, DescribeMeeting, InviteParticipants, RescheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { CancelInSeries } from '../series/cancel-in-series.js';
import { may } from '../shell/current.js';
import { Button, Loading, Section } from '../ui/index.js';
import { DescribePanel } from './describe-panel.js';
import { InvitePanel } from './invite-panel.js';

const MovePanel = lazy(() => import('../series/move-panel.js'));
const acts = { reschedule: RescheduleMeeting, describe: DescribeMeeting, invite: InviteParticipants, cancel: CancelMeeting } as const;
const panels = { reschedule: MovePanel, describe: DescribePanel, invite: InvitePanel } as const;
type Act = keyof typeof acts;

const focusFirst = (panel: HTMLElement | null): void => panel?.querySelector<HTMLElement>('input, textarea')?.focus();

const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** What may be changed about a meeting, each behind its own button. The focus goes into what opens, and back to the button afterwards, or to the page's heading when the button is gone. */
export function MeetingActions({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<Act | null>(null);
  const buttons = useRef(new Map<Act, HTMLButtonElement>());
  const offered = (Object.keys(acts) as Act[]).filter((act) => may(meeting, acts[act]));
  const [left, setLeft] = useState<Act | null>(null);
  const close = (): void => {
    setLeft(open);
    setOpen(null);
  };
  useEffect(() => {
    if (left === null || open !== null || !isFocusLost()) return;
    const opener = buttons.current.get(left);
    (opener?.isConnected ? opener : document.querySelector<HTMLElement>('main h1'))?.focus();
  }, [left, open, offered.length]);
  if (offered.length === 0 && open === null) return null;
  const Panel = open !== null && open !== 'cancel' ? panels[open] : null;
  return (
    <Section title={t('meeting.actions')} className="no-print">
      <div className="row">
        {offered.map((act) => (
          <Button
            key={act}
            small
            aria-expanded={act === 'cancel' ? undefined : open === act}
            onClick={(event) => {
              buttons.current.set(act, event.currentTarget);
              setOpen(open === act ? null : act);
            }}
          >
            {t(`meeting.${act}`)}
          </Button>
        ))}
      </div>
      {Panel && (
        <Suspense fallback={<Loading />}>
          <div
            className="panel"
            key={open}
            ref={(panel) => {
              if (panel && !panel.contains(document.activeElement)) focusFirst(panel);
            }}
          >
            <Panel meeting={meeting} onClose={close} />
          </div>
        </Suspense>
      )}
      {open === 'cancel' && <CancelInSeries meeting={meeting} onClose={close} />}
    </Section>
  );
}
