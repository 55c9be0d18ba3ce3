import type { ReactNode } from 'react';
import { speak } from '../i18n/i18n.js';
import { useTexts } from '../i18n/use-texts.js';

/** Changes to the other language; the name of a language is written in that language. */
export function LanguageSwitch({ className }: { className: string }): ReactNode {
  const { t, language } = useTexts();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <button type="button" className={className} lang={other} onClick={() => void speak(other)}>
      {t(`language.${other}`)}
    </button>
  );
}
