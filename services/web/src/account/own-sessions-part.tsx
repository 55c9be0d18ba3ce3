import { useState, type ReactNode } from 'react';
import { EndOtherSessions, type OwnSession } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { LogOut } from '../shell/log-out.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Confirm, Refused, Section, Tag, useAnnounce } from '../ui/index.js';
import { EndSessionDialog } from './end-session-dialog.js';
import { useDeviceInWords } from './use-device-in-words.js';

type Own = z.infer<typeof OwnSession>;

function SessionItem({ session, onEnd }: { session: Own; onEnd: () => void }): ReactNode {
  const { t, language } = useTexts();
  const device = useDeviceInWords()(session);
  const when = (at: string): string => momentInWords(at, language);
  const facts = [t('myAccount.since', { when: when(session.since) }), ...(session.isCurrent ? [] : [t('myAccount.lastUsed', { when: when(session.lastUsed) })]), t('account.level', { level: session.assuranceLevel })];
  return (
    <li className="row spread">
      <div>
        <div className="row">
          <span>{device}</span>
          {session.isCurrent && <Tag tone="good">{t('myAccount.thisOne')}</Tag>}
        </div>
        <div className="muted">{facts.join(' · ')}</div>
      </div>
      {session.isCurrent ? (
        <LogOut small />
      ) : (
        <Button small aria-label={t('myAccount.endOf', { device, when: when(session.since) })} onClick={onEnd}>
          {t('myAccount.end')}
        </Button>
      )}
    </li>
  );
}

function EndOthersDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const end = useAction(EndOtherSessions, ({ ended }) => {
    announce(t('myAccount.othersEnded', { count: ended }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('myAccount.endOthersTitle')} act={t('myAccount.endOthers')} leave={t('action.cancel')} busy={end.pending} onAct={() => void end.run({})} onLeave={onClose}>
      <p>{t('myAccount.endText')}</p>
      <Refused refusal={end.refusal} />
    </Confirm>
  );
}

/** Where I am logged in, and the end of any of it. `again` has the list read again. */
export function OwnSessionsPart({ items, again }: { items: readonly Own[]; again: () => void }): ReactNode {
  const { t } = useTexts();
  const [ending, setEnding] = useState<Own | 'others' | null>(null);
  const close = (): void => setEnding(null);
  const all = items.length > 1 && (
    <Button small onClick={() => setEnding('others')}>
      {t('myAccount.endOthers')}
    </Button>
  );
  return (
    <Section title={t('myAccount.sessions')} aside={all}>
      <p>{t('myAccount.sessionsHelp')}</p>
      <ul className="plain-list">
        {items.map((one) => (
          <SessionItem key={one.id} session={one} onEnd={() => setEnding(one)} />
        ))}
      </ul>
      {ending === 'others' && <EndOthersDialog onDone={again} onClose={close} />}
      {ending !== null && ending !== 'others' && <EndSessionDialog session={ending} onDone={again} onClose={close} />}
    </Section>
  );
}
