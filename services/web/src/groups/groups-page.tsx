import type { ReactNode } from 'react';
import { MyGroups } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { HigherLevel } from '../shell/higher-level.js';
import { Empty, Loaded, MainLink, Page, Section, Tag, TextLink } from '../ui/index.js';
import { OwnGroupDrafts } from './group-drafts.js';

/** Which groups do I belong to? */
export function GroupsPage(): ReactNode {
  const { t } = useTexts();
  const groups = useAsk(MyGroups, {});
  return (
    <Page title={t('groups.title')} actions={useMe().administers && <MainLink to="/grupper/ny">{t('groupDraft.new')}</MainLink>}>
      <OwnGroupDrafts />
      <HigherLevel />
      <Section title={t('groups.title')}>
        <Loaded of={groups}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty text={t('groups.empty')} help={t('groups.emptyHelp')} />
            ) : (
              <ul className="plain-list">
                {items.map((group) => (
                  <li key={group.id}>
                    <div className="row">
                      <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
                        {group.name}
                      </TextLink>
                      <Tag>{t(`level.${group.level}.name`)}</Tag>
                      {group.state !== 'established' && <Tag>{t(`groups.state.${group.state}`)}</Tag>}
                    </div>
                    <div className="muted">
                      {[
                        t('groups.owner', { owner: `${group.owner.name}, ${group.owner.organisation.name}` }),
                        group.myRole ? t('groups.myRole', { role: t(`role.${group.myRole}`) }) : t('groups.notMember'),
                        ...(group.members === null ? [] : [t('groups.members', { count: group.members })]),
                      ].join(' · ')}
                    </div>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
