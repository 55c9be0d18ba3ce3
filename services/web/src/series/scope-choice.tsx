import type { ReactNode } from 'react';
import type { ChangeSeries, RawInput } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Choice } from '../ui/index.js';

export type Scope = RawInput<typeof ChangeSeries>['scope'];
const scopes: readonly Scope[] = ['this', 'following', 'all'];

/** Asks whether one meeting is meant, that one and those after it, or all of the series that are to come. */
export function ScopeChoice({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }): ReactNode {
  const { t } = useTexts();
  return <Choice id="scope" label={t('series.scope.label')} value={value} onChange={(scope) => onChange(scope as Scope)} options={scopes.map((scope) => ({ value: scope, label: t(`series.scope.${scope}`) }))} />;
}
