import type { ReactNode } from 'react';
import type { MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { OutLink, Readers, Section, Tag, TextLink } from '../ui/index.js';

/** How long before the meeting it was called or changed, and that it was late where it was. */
function NoticeGiven({ notice: { workingDays, late, changed } }: { notice: NonNullable<NonNullable<MeetingView['content']>['notice']> }): ReactNode {
  const { t } = useTexts();
  const given = t(changed ? 'meeting.changedBefore' : 'meeting.calledBefore', { days: t('meeting.workingDays', { count: workingDays }) });
  return (
    <>
      <dt>{t('meeting.notice')}</dt>
      <dd>
        {given} {late && <Tag tone="unsure">{t(changed ? 'meeting.lateChange' : 'meeting.lateCall')}</Tag>}
      </dd>
    </>
  );
}

/** When and where a meeting is, what it is about, and who can read that. */
export function MeetingFacts({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t, language } = useTexts();
  const { content, group } = meeting;
  return (
    <Section title={t('meeting.about')}>
      <dl className="facts">
        <dt>{t('meeting.when')}</dt>
        <dd>{wholeTime(meeting.startsAt, meeting.endsAt, language)}</dd>
        {content?.notice && <NoticeGiven notice={content.notice} />}
        <dt>{t('meeting.where')}</dt>
        <dd>{meeting.place || t('meeting.noPlace')}</dd>
        {meeting.link && (
          <>
            <dt>{t('meeting.link')}</dt>
            <dd>
              <OutLink href={meeting.link}>{t('meetings.openLink')}</OutLink>
            </dd>
          </>
        )}
        {group && (
          <>
            <dt>{t('meeting.group')}</dt>
            <dd>
              <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
                {group.name}
              </TextLink>
            </dd>
          </>
        )}
        {content && (
          <>
            <dt>{t('meeting.organiser')}</dt>
            <dd>
              {content.organiser.name}, {content.organiser.title} – {content.organiser.organisation.name}
            </dd>
            <dt>{t('meeting.owner')}</dt>
            <dd>
              {content.owner.name}, {content.owner.organisation.name}
            </dd>
          </>
        )}
      </dl>
      {content && meeting.groupLevel === 'GENERAL' && <p className="prose">{content.about || t('meeting.noAbout')}</p>}
      {content && meeting.groupLevel === 'GENERAL' && <Readers>{t(content.list === 'hidden' ? 'meeting.readersHidden' : 'meeting.readers', { readers: content.readers.join('; ') })}</Readers>}
      {meeting.groupLevel === 'INDIVIDUAL' && <p className="muted">{t('level.INDIVIDUAL.explain')}</p>}
    </Section>
  );
}
