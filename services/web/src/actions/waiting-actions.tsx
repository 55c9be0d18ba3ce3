import type { ReactNode } from 'react';
import { MyActions } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loaded, Section, TextLink } from '../ui/index.js';
import { ActionList } from './action-list.js';
import { lateFirst } from './late-first.js';

const shown = 5;

/** What I have promised and have not done yet, as it waits for me; nothing where nothing waits. */
export function WaitingActions(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(MyActions, { state: 'open', limit: 50 });
  if (asked.data?.items.length === 0) return null;
  return (
    <Section title={t('actions.heading.open')} aside={<TextLink to="/atgarder">{t('actions.all')}</TextLink>}>
      <Loaded of={asked}>
        {({ items }) => <ActionList actions={lateFirst(items).slice(0, shown)} />}
      </Loaded>
    </Section>
  );
}
