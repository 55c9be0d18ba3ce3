import type { ReactNode } from 'react';
import { MeetingHistory, type MeetingChange } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { momentInWords, wholeTime, type Language } from '../time/spoken.js';
import { Empty, Loaded, Section } from '../ui/index.js';

type Change = z.infer<typeof MeetingChange>;

/** What happened, in a sentence; people come and go by themselves when their membership of the group begins and ends. */
function sentence({ what, by, answer, names }: Change, t: Translate): string {
  const whom = names.join(', ') || t('meeting.change.someones');
  if (by === null && what === 'invited') return t('meeting.change.joined', { names: whom });
  if (by === null && what === 'removed') return t('meeting.change.left', { names: whom });
  return t(`meeting.change.${what}`, { name: by?.name ?? t('meeting.change.someone'), answer: answer ? t(`answer.${answer}`).toLowerCase() : '', names: whom });
}

const details = ({ startsAt, endsAt, place }: Change, t: Translate, language: Language): string[] => [
  ...(startsAt && endsAt ? [wholeTime(startsAt, endsAt, language)] : []),
  ...(place ? [t('meeting.change.place', { place })] : []),
];

/** What has happened to a meeting, newest first. */
export function History({ meetingId }: { meetingId: string }): ReactNode {
  const { t, language } = useTexts();
  const asked = useAsk(MeetingHistory, { meetingId });
  return (
    <Section title={t('meeting.history')}>
      <Loaded of={asked}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty text={t('meeting.noHistory')} />
          ) : (
            <>
              <ol className="plain-list dense">
                {items.map((change, at) => (
                  <li key={`${change.at}-${at}`}>
                    <span className="muted">{momentInWords(change.at, language)}</span> {sentence(change, t)}
                    {details(change, t, language).map((detail) => (
                      <div className="muted" key={detail}>
                        {detail}
                      </div>
                    ))}
                  </li>
                ))}
              </ol>
              {more && <p className="muted">{t('meeting.latestOnly', { count: items.length })}</p>}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
