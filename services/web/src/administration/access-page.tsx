import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';
import { Button, Empty, Loaded, Page, Section, Tag, TextLink } from '../ui/index.js';
import { AgreeStep } from './agree-step.js';
import { save, type Seat, type Shared } from './access-file.js';
import { useAccess } from './use-access.js';

/** Since when, until when, on what it rests, and when it was last used. */
function Facts({ right: { since, until, lastUsed }, also = [] }: { right: Pick<Seat, 'since' | 'until' | 'lastUsed'>; also?: readonly string[] }): ReactNode {
  const { t, language } = useTexts();
  const day = (date: string): string => dateInWords(date, language);
  const facts = [t('access.since', { date: day(wallClockAt(since).date) }), until ? t('group.until', { date: day(lastDayOf(until)) }) : t('access.noEnd'), ...also, lastUsed ? t('access.used', { date: day(lastUsed) }) : t('access.useUnknown')];
  return <div className="muted">{facts.join(' · ')}</div>;
}

function SeatItem({ right }: { right: Seat }): ReactNode {
  const { t } = useTexts();
  const { group, person, role, seat, substituteFor, agreement, purpose } = right;
  return (
    <li>
      <div className="row">
        <span>
          {person.name}, {person.title}
          {seat ? ` (${seat})` : ''}
        </span>
        {role !== 'member' && <Tag>{t(`role.${role}`)}</Tag>}
        {substituteFor && <Tag>{t('substitute.for', { name: substituteFor })}</Tag>}
      </div>
      <div className="row">
        <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
          {group.name}
        </TextLink>
        <Tag>{t(`level.${group.level}.name`)}</Tag>
        {!agreement && <Tag tone="unsure">{t('access.noAgreement')}</Tag>}
        {!agreement && <AgreeStep right={right} />}
      </div>
      {purpose && <div>{t('access.purpose', { purpose })}</div>}
      <Facts right={right} also={agreement ? [agreement.name] : []} />
    </li>
  );
}

function Seats({ items }: { items: readonly Seat[] }): ReactNode {
  const { t } = useTexts();
  if (items.length === 0) return <Empty text={t('access.none')} />;
  return [...Map.groupBy(items, ({ person }) => person.organisation.id).values()].map((some) => (
    <Section key={some[0]!.person.organisation.id} title={`${some[0]!.person.organisation.name} (${some.length})`}>
      <ul className="plain-list">
        {some.map((right) => (
          <SeatItem key={right.id} right={right} />
        ))}
      </ul>
    </Section>
  ));
}

/** Seats from before agreements were asked for, and how that is mended; nothing where there are none. */
function Unagreed({ items }: { items: readonly Seat[] }): ReactNode {
  const { t } = useTexts();
  const count = items.filter(({ agreement }) => !agreement).length;
  if (count === 0) return null;
  return (
    <p className="prose">
      {t('access.unagreed', { count })} <TextLink to="/administration/overenskommelser">{t('access.toAgreements')}</TextLink>
    </p>
  );
}

function SharedRights({ items, what }: { items: readonly Shared[]; what: Shared['what'] }): ReactNode {
  const { t } = useTexts();
  const some = items.filter((right) => right.what === what);
  if (some.length === 0) return <Empty text={t(`access.noShared.${what}`)} />;
  return (
    <ul className="plain-list">
      {some.map((right) => (
        <li key={right.id}>
          <div>
            {right.name}, {right.organisation.name}: {t(`access.shared.${what}`, { count: right.count })}
          </div>
          <Facts right={right} />
        </li>
      ))}
    </ul>
  );
}

/** Who outside us can see what? */
export function AccessPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const { asked, isWhole, seats, shared } = useAccess(administers);
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('access.title')} lead={t('access.lead')} actions={isWhole && seats.length + shared.length > 0 && <Button onClick={() => save(seats, shared, t)}>{t('access.save')}</Button>}>
      <Unagreed items={seats} />
      <Loaded of={asked.seats}>{() => <Seats items={seats} />}</Loaded>
      {(['meetings', 'referrals'] as const).map((what) => (
        <Section key={what} title={t(`access.outside.${what}`)}>
          <Loaded of={asked[what]}>{() => <SharedRights items={shared} what={what} />}</Loaded>
        </Section>
      ))}
      <p className="muted">{t('access.useHelp')}</p>
    </Page>
  );
}
