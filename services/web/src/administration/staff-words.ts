import type { StaffView } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';

/** The colour that only repeats what the state's word says. */
export const tones = { invited: 'news', active: 'good', dormant: 'unsure', ended: 'neutral' } as const satisfies Record<StaffView['state'], string>;

/** Where somebody works, in words: unit and authority, or that it is not known yet. */
export const placeOf = ({ unit, authority }: Pick<StaffView, 'unit' | 'authority'>, t: Translate): string => (unit && authority ? (unit.name === authority.name ? unit.name : `${unit.name}, ${authority.name}`) : t('staff.noUnit'));
