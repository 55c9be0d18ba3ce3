import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Tag, TextLink } from '../ui/index.js';
import { periodOf, tones, type Agreement } from './agreement-words.js';

/** Agreements, each with its parties, how it stands and how long it holds. */
export function AgreementList({ items }: { items: readonly Agreement[] }): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {items.map((one) => (
        <li key={one.id}>
          <div className="row">
            <TextLink to="/administration/overenskommelser/$agreementId" params={{ agreementId: one.id }}>
              {one.name}
            </TextLink>
            <Tag tone={tones[one.state]}>{t(`agreements.state.${one.state}`)}</Tag>
          </div>
          <div className="muted">{[one.parties.map(({ organisation }) => organisation.name).join(', '), periodOf(one, t, language)].join(' · ')}</div>
        </li>
      ))}
    </ul>
  );
}
