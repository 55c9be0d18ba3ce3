import type { ReactNode } from 'react';
import { PartnerAccess, type PartnerRight } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { download } from '../agenda/download.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf, todayInStockholm, wallClockAt } from '../time/stockholm.js';
import { Button, Empty, Loaded, Page, Section, Tag, TextLink } from '../ui/index.js';
import { csvOf } from './csv.js';

type Right = z.infer<typeof PartnerRight>;

const columns = ['organisation', 'person', 'title', 'group', 'level', 'role', 'seat', 'since', 'until', 'agreement'] as const;

const cells = ({ person, group, role, seat, since, until, agreement }: Right, t: Translate): string[] => [
  person.organisation.name, person.name, person.title, group.name, t(`level.${group.level}.name`), t(`role.${role}`), seat ?? '', wallClockAt(since).date, until ? lastDayOf(until) : '', agreement?.name ?? '',
];

/** Gives the browser the list as a file for a spreadsheet. */
function save(rights: readonly Right[], t: Translate): void {
  const text = csvOf([columns.map((column) => t(`access.column.${column}`)), ...rights.map((right) => cells(right, t))]);
  const bytes = new TextEncoder().encode(text);
  download({ fileName: `${t('access.file')}-${todayInStockholm()}.csv`, mediaType: 'text/csv;charset=utf-8', base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) });
}

function RightItem({ right: { group, person, role, seat, since, until, agreement } }: { right: Right }): ReactNode {
  const { t, language } = useTexts();
  const day = (date: string): string => dateInWords(date, language);
  return (
    <li>
      <div className="row">
        <span>
          {person.name}, {person.title}
          {seat ? ` (${seat})` : ''}
        </span>
        {role !== 'member' && <Tag>{t(`role.${role}`)}</Tag>}
      </div>
      <div className="row">
        <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
          {group.name}
        </TextLink>
        <Tag>{t(`level.${group.level}.name`)}</Tag>
        {!agreement && <Tag tone="unsure">{t('access.noAgreement')}</Tag>}
      </div>
      <div className="muted">
        {[t('access.since', { date: day(wallClockAt(since).date) }), until ? t('group.until', { date: day(lastDayOf(until)) }) : t('access.noEnd'), ...(agreement ? [agreement.name] : [])].join(' · ')}
      </div>
    </li>
  );
}

function Rights({ items }: { items: readonly Right[] }): ReactNode {
  const { t } = useTexts();
  if (items.length === 0) return <Empty text={t('access.none')} />;
  return [...Map.groupBy(items, ({ person }) => person.organisation.id).values()].map((some) => (
    <Section key={some[0]!.person.organisation.id} title={`${some[0]!.person.organisation.name} (${some.length})`}>
      <ul className="plain-list">
        {some.map((right) => (
          <RightItem key={right.id} right={right} />
        ))}
      </ul>
    </Section>
  ));
}

/** Who outside us can see what? */
export function AccessPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(PartnerAccess, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  const rights = asked.data?.items ?? [];
  return (
    <Page title={t('access.title')} lead={t('access.lead')} actions={rights.length > 0 && <Button onClick={() => save(rights, t)}>{t('access.save')}</Button>}>
      <Loaded of={asked}>{({ items }) => <Rights items={items} />}</Loaded>
    </Page>
  );
}
