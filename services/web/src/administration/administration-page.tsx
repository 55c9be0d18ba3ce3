import type { ReactNode } from 'react';
import { AcceptAgreement, Agreements, ConfirmNomination, PendingNominations, Reviews, type NominationView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { HigherLevel } from '../shell/higher-level.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { ButtonLink, Empty, Loaded, Page, Section, TextLink } from '../ui/index.js';
import { AdministratorProposals } from './administrator-proposal.js';
import { AgreementList } from './agreement-list.js';
import { NominationCard } from './nomination-card.js';
import { progressOf } from './review-words.js';

type Nomination = z.infer<typeof NominationView>;

function Nominations({ title, empty, items }: { title: string; empty: string; items: readonly Nomination[] }): ReactNode {
  return (
    <Section title={title}>
      {items.length === 0 && <Empty text={empty} />}
      <ul className="plain-list">
        {items.map((one) => (
          <NominationCard key={one.id} nomination={one} />
        ))}
      </ul>
    </Section>
  );
}

/** What was declined lately, and why; nothing where nothing was. */
function Declined({ items }: { items: readonly Nomination[] }): ReactNode {
  const { t } = useTexts();
  if (items.length === 0) return null;
  return (
    <Section title={t('administration.declined')}>
      <ul className="plain-list">
        {items.map(({ id, person, group, reason }) => (
          <li key={id}>
            {[person.name, person.organisation.name, ...(group ? [group.name] : [])].join(', ')}: {reason}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The access review that goes on; nothing where none does. */
function OpenReview(): ReactNode {
  const { t, language } = useTexts();
  const review = (useAsk(Reviews, {}).data?.items ?? []).find(({ state }) => state === 'open');
  if (!review) return null;
  return (
    <Section title={t('reviews.underWay')}>
      <div className="row">
        <TextLink to="/administration/oversyner/$reviewId" params={{ reviewId: review.id }}>
          {t('reviews.title')}
        </TextLink>
        <span>{progressOf(review, t, language)}</span>
      </div>
    </Section>
  );
}

/** Agreements that this organisation is asked to accept; nothing where there are none. */
function WaitingAgreements(): ReactNode {
  const { t } = useTexts();
  const waiting = (useAsk(Agreements, {}).data?.items ?? []).filter((one) => may(one, AcceptAgreement));
  if (waiting.length === 0) return null;
  return (
    <Section title={t('administration.agreementsWait')}>
      <AgreementList items={waiting} />
    </Section>
  );
}

/** The other pages of administration. */
function Places(): ReactNode {
  const { t } = useTexts();
  return (
    <div className="row">
      <ButtonLink to="/administration/personer">{t('staff.title')}</ButtonLink>
      <ButtonLink to="/administration/enheter">{t('structure.title')}</ButtonLink>
      <ButtonLink to="/administration/rum">{t('rooms.title')}</ButtonLink>
      <ButtonLink to="/administration/atkomster">{t('access.title')}</ButtonLink>
      <ButtonLink to="/administration/overenskommelser">{t('agreements.title')}</ButtonLink>
      <ButtonLink to="/administration/oversyner">{t('reviews.title')}</ButtonLink>
      <ButtonLink to="/administration/logg">{t('log.title')}</ButtonLink>
    </div>
  );
}

/** What waits for an administrator's key, and for others'. */
export function AdministrationPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(PendingNominations, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('administration.title')} actions={<Places />}>
      <OpenReview />
      <WaitingAgreements />
      <AdministratorProposals />
      <HigherLevel />
      <Loaded of={asked}>
        {({ items }) => (
          <>
            <Nominations title={t('administration.waitsForYou')} empty={t('administration.nothingWaits')} items={items.filter((one) => may(one, ConfirmNomination))} />
            <Nominations title={t('administration.waitsForOthers')} empty={t('administration.nobodyAsked')} items={items.filter((one) => one.awaits && !may(one, ConfirmNomination))} />
            <Declined items={items.filter(({ state }) => state === 'declined')} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
