import type { ReactNode } from 'react';
import { Loader } from '@navikt/ds-react/Loader';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Refused } from './refused.js';

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Refusal | null;
  readonly refetch: () => unknown;
}

/** Waits, with a sign of it. */
export function Loading(): ReactNode {
  const { t } = useTexts();
  return (
    <p className="loading" role="status">
      <Loader size="small" title="" aria-hidden /> {t('loading')}
    </p>
  );
}

/** Shows an answer when it has come; while it is waited for, and when it was refused, says so. An older answer stays while it is read again. */
export function Loaded<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }): ReactNode {
  if (of.data !== undefined)
    return (
      <>
        {of.error && <Refused refusal={of.error} again={() => void of.refetch()} />}
        {children(of.data)}
      </>
    );
  if (of.error) return <Refused refusal={of.error} again={() => void of.refetch()} />;
  return <Loading />;
}
