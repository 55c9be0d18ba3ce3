import { useTexts } from '../i18n/use-texts.js';

/** The labels of an item's inputs, in their order. */
export function useItemLabels(): Readonly<Record<string, string>> {
  const { t } = useTexts();
  return {
    authorities: t('agenda.whoReads'),
    title: t('agenda.itemTitle'),
    background: t('agenda.background'),
    type: t('agenda.itemType'),
    minutes: t('agenda.itemMinutes'),
    presenterId: t('agenda.presenter'),
  };
}

/** What input a rule is about, where the hub does not point. */
export const aboutInputs = {
  'personal-identity-number': 'background',
  'unknown-authority': 'authorities',
  'own-authority-reads': 'authorities',
  'secretary-cannot-see': 'authorities',
  'unknown-presenter': 'presenterId',
} as const;
