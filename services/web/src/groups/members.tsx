import { useState, type ReactNode } from 'react';
import { AddMember, AddSubstitute, EndMembership, NominateMember, PossibleMembers, type GroupView, type MembershipView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';
import { Button, Notice, Section, SubHeading, Tag } from '../ui/index.js';
import { AddMemberPanel } from './add-member-panel.js';
import { EndDialog } from './end-dialog.js';
import { membersByOrganisation } from './members-by.js';
import { NominatePanel, useNominatingAs } from './nominate-panel.js';
import { SubstitutePanel } from './substitute-panel.js';

type Membership = z.infer<typeof MembershipView>;
const leads = ({ role }: Membership): boolean => role === 'chair' || role === 'secretary';

/** Through which day a membership lasts, and from which where it has not begun. */
function Period({ member: { validFrom, validTo } }: { member: Membership }): ReactNode {
  const { t, language } = useTexts();
  const day = (date: string): string => dateInWords(date, language);
  if (!validTo) return null;
  const from = new Date(validFrom) > new Date() ? `${t('substitute.begins', { date: day(wallClockAt(new Date(validFrom)).date) })} ` : '';
  return <span className="muted">{from + t('group.until', { date: day(lastDayOf(validTo)) })}</span>;
}

function Member({ groupId, member, onEnd }: { groupId: string; member: Membership; onEnd: () => void }): ReactNode {
  const { t } = useTexts();
  const { administers, person: me } = useMe();
  const [substituting, setSubstituting] = useState(false);
  return (
    <li>
      <div className="row">
        <span>
          {member.person.name}
          <span className="muted">
            , {member.person.title}
            {member.seat ? ` (${member.seat})` : ''}
          </span>
        </span>
        {member.role !== 'member' && <Tag>{t(`role.${member.role}`)}</Tag>}
        {member.substituteFor && <Tag>{t('substitute.for', { name: member.substituteFor })}</Tag>}
        <Period member={member} />
        {may(member, AddSubstitute) && (
          <Button small weight="quiet" aria-expanded={substituting} aria-label={`${t('substitute.open')}: ${member.person.name}`} onClick={() => setSubstituting(!substituting)}>
            {t('substitute.open')}
          </Button>
        )}
        {may(member, EndMembership) && (
          <Button small weight="quiet" aria-label={`${t('group.end')}: ${member.person.name}`} onClick={onEnd}>
            {t('group.end')}
          </Button>
        )}
        {administers && member.person.id === me.id && <span className="muted no-print">{t('group.ownSeat')}</span>}
      </div>
      {substituting && <SubstitutePanel groupId={groupId} member={member} onClose={() => setSubstituting(false)} />}
    </li>
  );
}

/** Who belongs to a group, organisation by organisation. */
export function Members({ group }: { group: z.infer<typeof GroupView> }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<'add' | 'nominate' | null>(null);
  const as = useNominatingAs(group);
  const [ending, setEnding] = useState<Membership | null>(null);
  const opener = (panel: 'add' | 'nominate', text: string): ReactNode => (
    <Button small aria-expanded={open === panel} onClick={() => setOpen(open === panel ? null : panel)} className="no-print">
      {text}
    </Button>
  );
  const openers = (
    <div className="row">
      {may(group, PossibleMembers) && opener('add', t(may(group, AddMember) ? 'group.add' : 'nomination.open.within'))}
      {may(group, NominateMember) && opener('nominate', t(`nomination.open.${as}`))}
    </div>
  );
  return (
    <Section title={t('group.members')} aside={openers}>
      {open === 'add' && <AddMemberPanel group={group} onClose={() => setOpen(null)} />}
      {open === 'nominate' && <NominatePanel group={group} onClose={() => setOpen(null)} />}
      {group.members !== null && may(group, PossibleMembers) && !group.members.some(leads) && (
        <Notice gravity="warning" title={t('groups.noLeader')} headingLevel="h3">
          {t('groups.noLeaderHelp')}
        </Notice>
      )}
      {group.members === null && <p>{t('group.calendarOnly')}</p>}
      {membersByOrganisation(group.members ?? []).map(({ organisation, members }) => (
        <div key={organisation.id}>
          <SubHeading>{organisation.name}</SubHeading>
          <ul className="plain-list dense">
            {members.map((member) => (
              <Member key={member.id} groupId={group.id} member={member} onEnd={() => setEnding(member)} />
            ))}
          </ul>
        </div>
      ))}
      {ending && <EndDialog groupId={group.id} member={ending} isLastLead={leads(ending) && group.members?.filter(leads).length === 1} onClose={() => setEnding(null)} />}
    </Section>
  );
}
