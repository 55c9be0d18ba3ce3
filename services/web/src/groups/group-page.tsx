import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { GroupDetails, Id, ScheduleMeeting, WhyISeeGroup, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { GroupActions } from '../actions/group-actions.js';
import { GroupNominations } from '../administration/group-nominations.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Loaded, MainLink, Page, Section } from '../ui/index.js';
import { Why } from '../why/why.js';
import { GroupSteps } from './group-steps.js';
import { GroupStanding } from './group-standing.js';
import { GroupMeetings } from './group-meetings.js';
import { Members } from './members.js';

function Group({ group }: { group: z.infer<typeof GroupView> }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <GroupStanding group={group} />
      <Section title={t('group.purpose')}>
        <p className="prose">{group.purpose}</p>
        <p>{t('groups.owner', { owner: `${group.owner.name}, ${group.owner.organisation.name}` })}</p>
      </Section>
      <Section title={`${t('group.levelTitle')}: ${t(`level.${group.level}.name`).toLowerCase()}`}>
        <p>{t(`level.${group.level}.explain`)}</p>
        {group.level === 'INDIVIDUAL' && <p className="muted">{t('group.requires', { level: group.requiredAssuranceLevel })}</p>}
      </Section>
      <GroupSteps group={group} />
      <GroupMeetings groupId={group.id} />
      <GroupActions groupId={group.id} />
      <Members group={group} />
      <GroupNominations groupId={group.id} />
      <Why op={WhyISeeGroup} input={{ groupId: group.id }} />
    </>
  );
}

/** A group: what it is for, who belongs to it, and when it meets. */
export function GroupPage(): ReactNode {
  const { t } = useTexts();
  const { groupId } = useParams({ from: '/grupper/$groupId' });
  const isId = Id.safeParse(groupId).success;
  const asked = useAsk(GroupDetails, { groupId }, { enabled: isId });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  const group = asked.data;
  const call = group && may(group, ScheduleMeeting) && (
    <MainLink to="/moten/nytt" search={{ grupp: groupId }}>
      {t('group.call')}
    </MainLink>
  );
  return (
    <Page key={groupId} title={group?.name ?? t('groups.title')} actions={call}>
      <Loaded of={asked}>{(view) => <Group group={view} />}</Loaded>
    </Page>
  );
}
