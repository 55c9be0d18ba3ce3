import type { ReactNode } from 'react';
import { ChangeRoles, DeclineAdministrator, GivenRole, People, type StaffView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Refused, Section, SubHeading, useAnnounce } from '../ui/index.js';

/** What the other administrator, or who proposed it, does with a proposal. */
function Steps({ person, isMine }: { person: StaffView; isMine: boolean }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { id: staffId, name, version } = person;
  const then = (text: 'confirmed' | 'declined' | 'withdrawn') => (): void => {
    isOutdated('person', staffId);
    announce(t(`proposal.${text}`, { name }));
  };
  const confirm = useAction(ChangeRoles, then('confirmed'));
  const decline = useAction(DeclineAdministrator, then(isMine ? 'withdrawn' : 'declined'));
  const roles = GivenRole.options.filter((role) => role === 'administrator' || person.roles.includes(role));
  const away = t(isMine ? 'nomination.withdraw' : 'nomination.decline');
  return (
    <>
      <Refused refusal={confirm.refusal ?? decline.refusal} />
      <div className="row">
        {!isMine && (
          <Button small weight="main" busy={confirm.pending} aria-label={`${t('nomination.confirm')}: ${name}`} onClick={() => void confirm.run({ staffId, roles }, version)}>
            {t('nomination.confirm')}
          </Button>
        )}
        <Button small busy={decline.pending} aria-label={`${away}: ${name}`} onClick={() => void decline.run({ staffId }, version)}>
          {away}
        </Button>
      </div>
    </>
  );
}

/** That somebody is proposed as administrator: by whom, what it was and would be, and what this administrator can do. Nothing where nobody has proposed it. */
export function AdministratorProposal({ person }: { person: StaffView }): ReactNode {
  const { t, language } = useTexts();
  const me = useMe().person.id;
  const { proposed } = person;
  if (!proposed) return null;
  const isMine = proposed.by.id === me;
  const before = person.roles.length === 0 ? t('log.state.no-role') : person.roles.map((role) => t(`staff.role.${role}`)).join(', ');
  return (
    <>
      <p>{t(proposed.asksHub ? 'proposal.byAsksHub' : isMine ? 'proposal.byMe' : 'proposal.by', { name: proposed.by.name })}</p>
      <p>{t('log.became', { before: before.toLowerCase(), after: [...person.roles, 'administrator' as const].map((role) => t(`staff.role.${role}`)).join(', ').toLowerCase() })}</p>
      <p className="muted">{t('nomination.expires', { date: dateInWords(wallClockAt(new Date(proposed.expiresAt)).date, language) })}</p>
      {may(person, DeclineAdministrator) && <Steps person={person} isMine={isMine} />}
    </>
  );
}

/** Everybody whom somebody proposes as administrator; nothing where nobody is. */
export function AdministratorProposals(): ReactNode {
  const { t } = useTexts();
  const people = useAsk(People, { proposed: 'true' }).data?.items ?? [];
  if (people.length === 0) return null;
  return (
    <Section title={t('proposal.title')}>
      <ul className="plain-list">
        {people.map((person) => (
          <li key={person.id} className="stack">
            <SubHeading>{t('proposal.into', { name: person.name })}</SubHeading>
            <AdministratorProposal person={person} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
