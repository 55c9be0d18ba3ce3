import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Notice, Section, Select } from '../ui/index.js';
import { authorityName } from './item-words.js';
import { Papers } from './papers.js';

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

/** Minutes that are planned against the meeting's length; what is too much is said in words and in red. */
function Sum({ minutes: { planned, meeting } }: { minutes: AgendaView['minutes'] }): ReactNode {
  const { t } = useTexts();
  const over = planned - meeting;
  return (
    <p className={over > 0 ? 'too-much' : undefined} role="status">
      {t('agenda.sum', { planned, meeting })} {over > 0 && t('agenda.over', { count: over })}
    </p>
  );
}

/** What is known of the whole agenda: how it stands, its minutes, its papers, and how others see it. */
export function AgendaHead({ agenda, as, onAs }: { agenda: AgendaView; as: string; onAs: (authorityId: string) => void }): ReactNode {
  const { t } = useTexts();
  const asWhom = [{ value: '', label: t('agenda.asMyself') }, ...agenda.authorities.map((one) => ({ value: one.id, label: authorityName(one) }))];
  return (
    <>
      <Standing agenda={agenda} />
      <Section title={t('agenda.overview')}>
        <Sum minutes={agenda.minutes} />
        {agenda.groupLevel === 'INDIVIDUAL' && <p className="muted">{t('level.INDIVIDUAL.explain')}</p>}
        <div className="row-fields compact no-print">
          {agenda.may.includes('view-as') && <Select small id="view-as" label={t('agenda.viewAs')} value={as} onChange={onAs} options={asWhom} />}
          <Papers agenda={agenda} />
        </div>
      </Section>
    </>
  );
}
