import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Notice } from '../ui/index.js';

function Standing({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t, language } = useTexts();
  if (agenda.status === 'cancelled') return <p>{t('agenda.cancelledText')}</p>;
  if (agenda.status !== 'locked' || agenda.lockedAt === null) return null;
  const when = momentInWords(agenda.lockedAt, language);
  return (
    <Notice gravity="success" title={t('agenda.lockedTitle')}>
      <p>{agenda.lockedBy ? t('agenda.lockedBy', { name: agenda.lockedBy.name, when }) : t('agenda.lockedAt', { when })}</p>
    </Notice>
  );
}

/** How the whole agenda stands, as far as it is not simply open. */
export function AgendaHead({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Standing agenda={agenda} />
      {agenda.groupLevel === 'INDIVIDUAL' && <p className="muted">{t('level.INDIVIDUAL.explain')}</p>}
    </>
  );
}
