import type { ReactNode } from 'react';
import { PastMeetings, UpcomingMeetings } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { MeetingList } from '../meetings/meeting-row.js';
import { Empty, Loaded, Section, TextLink } from '../ui/index.js';

const shown = 3;

/** A group's next and latest meetings. */
export function GroupMeetings({ groupId }: { groupId: string }): ReactNode {
  const { t } = useTexts();
  const next = useAsk(UpcomingMeetings, { groupId, limit: shown });
  const past = useAsk(PastMeetings, { groupId, limit: shown });
  const all = (visa: 'kommande' | 'tidigare'): ReactNode => (
    <TextLink to="/moten" search={{ visa, grupp: groupId }}>
      {t(`group.all.${visa}`)}
    </TextLink>
  );
  return (
    <>
      <Section title={t('group.nextMeetings')} aside={all('kommande')}>
        <Loaded of={next}>{({ items }) => (items.length > 0 ? <MeetingList meetings={items} /> : <Empty text={t('group.noNext')} />)}</Loaded>
      </Section>
      <Section title={t('group.pastMeetings')} aside={all('tidigare')}>
        <Loaded of={past}>{({ items }) => (items.length > 0 ? <MeetingList meetings={items} /> : <Empty text={t('group.noPast')} />)}</Loaded>
      </Section>
    </>
  );
}
