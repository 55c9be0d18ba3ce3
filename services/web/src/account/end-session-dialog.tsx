import type { ReactNode } from 'react';
import { EndSession, type OwnSession } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { Confirm, Notice, Refused, useAnnounce } from '../ui/index.js';
import { useDeviceInWords } from './use-device-in-words.js';

interface Props {
  session: z.infer<typeof OwnSession>;
  onDone: () => void;
  onClose: () => void;
}

/** Asks whether to log another browser out. */
export function EndSessionDialog({ session, onDone, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const device = useDeviceInWords()(session);
  const end = useAction(EndSession, () => {
    announce(t('myAccount.ended', { device }));
    onClose();
  });
  // What is not there any more is over, which is what was wanted.
  const wasOver = end.refusal?.slug === 'not-found';
  return (
    <Confirm
      title={t('myAccount.endTitle', { device })}
      act={t('myAccount.end')}
      leave={t(wasOver ? 'myAccount.close' : 'action.cancel')}
      busy={end.pending}
      onAct={() => void end.run({ sessionId: session.id }).then(onDone)}
      onLeave={onClose}
    >
      <p>{t('myAccount.endText')}</p>
      {wasOver ? <Notice gravity="announcement" title={t('myAccount.wasOver')} /> : <Refused refusal={end.refusal} />}
    </Confirm>
  );
}
