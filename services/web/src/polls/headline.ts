import type { PollSummary } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';

/** What a poll is called: by its title, else by its group. */
export const headlineOf = ({ title, group }: Pick<PollSummary, 'title' | 'group'>, t: Translate): string => title || (group ? t('polls.ofGroup', { group: group.name }) : t('polls.one'));
