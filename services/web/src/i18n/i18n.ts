import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../time/spoken.js';
import en from './en.json';
import sv from './sv.json';

const kept = 'knutpunkt.language';
const languageOf = (value: string | null): Language => (value === 'en' ? 'en' : 'sv');

const sayInHtml = (language: string): void => {
  document.documentElement.lang = language;
};

/** Starts the texts in the language that was chosen last; Swedish when none was. */
export async function startTexts(): Promise<void> {
  i18next.on('languageChanged', sayInHtml);
  await i18next.use(initReactI18next).init({
    lng: languageOf(localStorage.getItem(kept)),
    fallbackLng: 'sv',
    interpolation: { escapeValue: false },
    resources: { sv: { translation: sv }, en: { translation: en } },
  });
}

/** Changes the language of the interface and remembers it in this browser. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await i18next.changeLanguage(language);
}

/** Looks up a text by its key; unknown keys are type errors. */
export type Translate = TFunction;
/** The sentences for refusals, by the slug of the broken rule. */
export type ProblemSlug = keyof typeof sv.problem;

/** True for a rule that has a sentence. */
export const hasSentence = (slug: string): slug is ProblemSlug => slug in sv.problem;
