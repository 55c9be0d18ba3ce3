import { useTranslation } from 'react-i18next';
import type { Language } from '../time/spoken.js';
import type { Translate } from './i18n.js';

/** The texts of the interface and the language they are in. */
export function useTexts(): { t: Translate; language: Language } {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language === 'en' ? 'en' : 'sv' };
}
