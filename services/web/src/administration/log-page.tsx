import type { ReactNode } from 'react';
import { AdministrationLog, type AdministrativeAct } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { momentInWords } from '../time/spoken.js';
import { Empty, Loaded, More, Page, Section } from '../ui/index.js';

function Act({ act }: { act: z.infer<typeof AdministrativeAct> }): ReactNode {
  const { t, language } = useTexts();
  const about = [act.person?.name, act.part?.name, act.group?.name, act.agreement?.name].filter(Boolean).join(', ');
  const [kind] = act.action.split('.');
  const state = (key: string): string => t(`log.state.${kind === 'organisation' && key === 'active' ? 'organisation-active' : key}` as 'log.state.active');
  return (
    <li>
      <div>
        {t(`log.action.${act.action}` as 'log.action.membership.add')}
        {about && `: ${about}`}
      </div>
      {act.after && <div>{act.before ? t('log.became', { before: state(act.before), after: state(act.after) }) : t('log.is', { after: state(act.after) })}</div>}
      <div className="muted">
        {act.by.name}, {act.by.organisation.name} · {momentInWords(act.at, language)}
      </div>
    </li>
  );
}

function Acts(): ReactNode {
  const { t } = useTexts();
  const pages = usePages(AdministrationLog, {});
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const acts = read.flatMap(({ items }) => items);
        if (acts.length === 0) return <Empty text={t('log.none')} />;
        return (
          <>
            <ul className="plain-list">
              {acts.map((act) => (
                <Act key={act.id} act={act} />
              ))}
            </ul>
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Who did what, and when? */
export function LogPage(): ReactNode {
  const { t } = useTexts();
  if (!useMe().administers) return <NotFoundPage />;
  return (
    <Page title={t('log.title')} lead={t('log.lead')}>
      <Section title={t('log.acts')}>
        <Acts />
      </Section>
    </Page>
  );
}
