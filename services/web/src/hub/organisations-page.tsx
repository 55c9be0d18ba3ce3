import type { ReactNode } from 'react';
import { HubOrganisations, type HubOrganisation } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { ButtonLink, Disclosure, Loaded, MainLink, Page, Section, SubHeading, Tag } from '../ui/index.js';
import { ConfirmAdministratorStep } from './confirm-administrator.js';
import { OrganisationSteps } from './organisation-steps.js';

const tones = { proposed: 'news', active: 'good', paused: 'unsure', ended: 'neutral' } as const;

/** Who runs the hub has its pages; for others they do not exist. */
export const useRunsHub = (): boolean => may(useMe(), HubOrganisations);

function Authorities({ organisation: { authorities } }: { organisation: HubOrganisation }): ReactNode {
  return (
    <ul className="plain-list dense">
      {authorities.map(({ id, name, units }) => (
        <li key={id}>
          {name}
          <div className="muted">{units.map((unit) => unit.name).join(' · ')}</div>
        </li>
      ))}
    </ul>
  );
}

function Organisation({ organisation }: { organisation: HubOrganisation }): ReactNode {
  const { t, language } = useTexts();
  const { code, name, number, type, state, people, administrators, agreement, reason } = organisation;
  return (
    <li className="stack">
      <div className="row">
        <SubHeading>{name}</SubHeading>
        <Tag tone={tones[state]}>{t(`hub.state.${state}`)}</Tag>
        {administrators === 0 && state !== 'ended' && <Tag tone="bad">{t('hub.noAdministrator')}</Tag>}
      </div>
      <p className="muted">{[t(`hub.type.${type}`), t('hub.code', { code }), number ? t('hub.numberIs', { number }) : t('hub.noNumber'), t('hub.people', { count: people }), t('hub.administrators', { count: administrators })].join(' · ')}</p>
      <p>{agreement ? t('hub.agreementIs', { reference: agreement.reference, date: dateInWords(agreement.signedOn, language) }) : t('hub.noAgreement')}</p>
      {reason && <p>{t('meeting.reason', { reason })}</p>}
      <ConfirmAdministratorStep organisation={organisation} />
      <div className="row">
        <Disclosure text={t('hub.structure')} label={`${t('hub.structure')}: ${name}`}>
          {() => <Authorities organisation={organisation} />}
        </Disclosure>
        <OrganisationSteps organisation={organisation} />
      </div>
    </li>
  );
}

/** The organisations of the hub: how each stands, and what can be done about it. */
export function OrganisationsPage(): ReactNode {
  const { t } = useTexts();
  const runs = useRunsHub();
  const asked = useAsk(HubOrganisations, {}, { enabled: runs });
  if (!runs) return <NotFoundPage />;
  const actions = (
    <>
      <MainLink to="/hubben/ny">{t('hub.add')}</MainLink>
      <ButtonLink to="/hubben/logg">{t('log.title')}</ButtonLink>
    </>
  );
  return (
    <Page title={t('hub.title')} lead={t('hub.lead')} actions={actions}>
      <Section title={t('hub.all')}>
        <Loaded of={asked}>
          {({ items }) => (
            <ul className="plain-list">
              {items.map((one) => (
                <Organisation key={one.id} organisation={one} />
              ))}
            </ul>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}
