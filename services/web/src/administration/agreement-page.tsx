import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { AgreementDetails, Id, type Output } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf } from '../time/stockholm.js';
import { Empty, Loaded, Page, Section, Tag, TextLink } from '../ui/index.js';
import { AgreementSteps } from './agreement-steps.js';
import { periodOf, tones } from './agreement-words.js';

type Details = Output<typeof AgreementDetails>;

function Lines({ of }: { of: readonly string[] }): ReactNode {
  return (
    <ul className="plain-list dense">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Resting({ memberships }: Pick<Details, 'memberships'>): ReactNode {
  const { t, language } = useTexts();
  if (memberships.length === 0) return <Empty text={t('agreements.nothingRests')} />;
  return (
    <ul className="plain-list dense">
      {memberships.map(({ id, group, person, validTo }) => (
        <li key={id}>
          <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
            {group.name}
          </TextLink>
          : {person.name}, {person.organisation.name} {validTo && <span className="muted">{t('group.until', { date: dateInWords(lastDayOf(validTo), language) })}</span>}
        </li>
      ))}
    </ul>
  );
}

function Agreement({ agreement }: { agreement: Details }): ReactNode {
  const { t, language } = useTexts();
  return (
    <>
      <div className="row">
        <Tag tone={tones[agreement.state]}>{t(`agreements.state.${agreement.state}`)}</Tag>
        <span>{periodOf(agreement, t, language)}</span>
      </div>
      <AgreementSteps agreement={agreement} />
      <Section title={t('agreements.parties')}>
        <Lines of={agreement.parties.map(({ organisation, accepted }) => `${organisation.name}: ${t(accepted ? 'agreements.accepted' : 'agreements.notAccepted')}`)} />
      </Section>
      <Section title={t('agreements.purposes')}>
        <Lines of={agreement.purposes} />
      </Section>
      <Section title={t('agreements.areas')}>
        <Lines of={agreement.areas} />
      </Section>
      <Section title={t('agreements.rests')}>
        <Resting memberships={agreement.memberships} />
      </Section>
    </>
  );
}

/** One agreement: its parties, what it is for, and who sits where on it. */
export function AgreementPage(): ReactNode {
  const { t } = useTexts();
  const { agreementId } = useParams({ from: '/administration/overenskommelser/$agreementId' });
  const isId = Id.safeParse(agreementId).success;
  const asked = useAsk(AgreementDetails, { agreementId }, { enabled: isId });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  return (
    <Page key={agreementId} title={asked.data?.name ?? t('agreements.title')}>
      <Loaded of={asked}>{(agreement) => <Agreement agreement={agreement} />}</Loaded>
    </Page>
  );
}
