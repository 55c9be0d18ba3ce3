import type { ReactNode } from 'react';
import { Provider } from '@navikt/ds-react/Provider';
import { en } from '@navikt/ds-react/locales';
import { useTexts } from '../i18n/use-texts.js';
import { akselSwedish } from './aksel-swedish.js';

/** Gives the design system the language of the interface. */
export function Design({ children }: { children: ReactNode }): ReactNode {
  const { language } = useTexts();
  return <Provider locale={language === 'sv' ? akselSwedish : en}>{children}</Provider>;
}
