import type { AgreementView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';
import { dateInWords, type Language } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';

export type Agreement = z.infer<typeof AgreementView>;

/** From which day through which an agreement holds, in words. */
export const periodOf = ({ validFrom, validTo }: Pick<Agreement, 'validFrom' | 'validTo'>, t: Translate, language: Language): string =>
  t('agreements.period', { from: dateInWords(wallClockAt(validFrom).date, language), to: dateInWords(lastDayOf(validTo), language) });

/** How the label of a state looks. */
export const tones = { waiting: 'unsure', 'to-come': 'news', 'in-force': 'good', ended: 'neutral' } as const;
