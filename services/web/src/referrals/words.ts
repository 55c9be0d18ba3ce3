import type { FunctionRef, ReferralSummary } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';
import type { Choosable } from '../ui/index.js';

/** A unit or a function with its organisation: "Brottsförebyggande samordnare, Köpings kommun". */
export const partyWords = ({ name, organisation }: Pick<FunctionRef, 'name' | 'organisation'>): string => (name === organisation.name ? name : `${name}, ${organisation.name}`);

/** A request's title; one that was taken back shows its receiver none. */
export const titleOf = ({ title }: Pick<ReferralSummary, 'title'>, t: Translate): string => title ?? t('referrals.untitled');

/** A function as something to choose. */
export const choosable = (one: FunctionRef): Choosable => ({ value: one.id, label: partyWords(one) });
