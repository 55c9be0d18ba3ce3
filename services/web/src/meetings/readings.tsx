import type { ReactNode } from 'react';
import { AgendaReadings, MeetingReadings, type Reading } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Disclosure, Empty, Loaded } from '../ui/index.js';

function List({ items }: { items: readonly Reading[] }): ReactNode {
  const { t, language } = useTexts();
  if (items.length === 0) return <Empty text={t('readings.none')} />;
  return (
    <ol className="plain-list dense">
      {items.map(({ at, by, what }, nth) => (
        <li key={`${at} ${nth}`}>
          <span className="muted">{momentInWords(at, language)}</span> {t(`readings.what.${what}`, { name: `${by.name}, ${by.organisation.name}` })}
        </li>
      ))}
    </ol>
  );
}

/** The services' own answers together, newest first. An agenda that is not there yet has no readers. */
function Answer({ meetingId }: { meetingId: string }): ReactNode {
  const { t } = useTexts();
  const meeting = useAsk(MeetingReadings, { meetingId });
  const agenda = useAsk(AgendaReadings, { meetingId });
  return (
    <Loaded of={meeting}>
      {({ items, more }) => (
        <>
          <List items={[...items, ...(agenda.data?.items ?? [])].sort((one, other) => other.at.localeCompare(one.at))} />
          {agenda.error && agenda.error.slug !== 'not-found' && <p className="muted">{t('readings.agendaAway')}</p>}
          {(more || agenda.data?.more) && <p className="muted">{t('readings.latestOnly')}</p>}
          <p className="muted">{t('readings.help')}</p>
        </>
      )}
    </Loaded>
  );
}

/** Who has seen this? For those who lead an individual-level group. */
export function Readings({ meetingId }: { meetingId: string }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="no-print">
      <Disclosure weight="quiet" text={t('readings.title')}>
        {() => <Answer meetingId={meetingId} />}
      </Disclosure>
    </div>
  );
}
