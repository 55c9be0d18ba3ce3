import { useState, type ReactNode } from 'react';
import { AddMember, EndMembership, type GroupView, type MembershipView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Section, SubHeading, Tag } from '../ui/index.js';
import { AddMemberPanel } from './add-member-panel.js';
import { EndDialog } from './end-dialog.js';
import { membersByOrganisation } from './members-by.js';

/** The last day that a membership holds: what ends at midnight holds through the day before. */
const lastDay = (validTo: string): string => wallClockAt(new Date(new Date(validTo).getTime() - 1)).date;

type Membership = z.infer<typeof MembershipView>;

function Member({ member, onEnd }: { member: Membership; onEnd: () => void }): ReactNode {
  const { t, language } = useTexts();
  return (
    <li className="row">
      <span>
        {member.person.name}
        <span className="muted">
          , {member.person.title}
          {member.seat ? ` (${member.seat})` : ''}
        </span>
      </span>
      {member.role !== 'member' && <Tag>{t(`role.${member.role}`)}</Tag>}
      {member.validTo && <span className="muted">{t('group.until', { date: dateInWords(lastDay(member.validTo), language) })}</span>}
      {may(member, EndMembership) && (
        <Button small weight="quiet" aria-label={`${t('group.end')}: ${member.person.name}`} onClick={onEnd}>
          {t('group.end')}
        </Button>
      )}
    </li>
  );
}

/** Who belongs to a group, organisation by organisation. */
export function Members({ group }: { group: z.infer<typeof GroupView> }): ReactNode {
  const { t } = useTexts();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Membership | null>(null);
  const add = may(group, AddMember) && (
    <Button small aria-expanded={adding} onClick={() => setAdding(!adding)} className="no-print">
      {t('group.add')}
    </Button>
  );
  return (
    <Section title={t('group.members')} aside={add}>
      {adding && <AddMemberPanel groupId={group.id} onClose={() => setAdding(false)} />}
      {group.members === null && <p>{t('group.calendarOnly')}</p>}
      {membersByOrganisation(group.members ?? []).map(({ organisation, members }) => (
        <div key={organisation.id}>
          <SubHeading>{organisation.name}</SubHeading>
          <ul className="plain-list dense">
            {members.map((member) => (
              <Member key={member.id} member={member} onEnd={() => setEnding(member)} />
            ))}
          </ul>
        </div>
      ))}
      {ending && <EndDialog groupId={group.id} member={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}
