import type { FieldError } from '@knutpunkt/contracts';
import { hasSentence, type Translate } from '../i18n/i18n.js';
import type { Refusal } from './refusal.js';

const ofSlug = (slug: string): `problem.${Parameters<typeof hasSentence>[0]}` => `problem.${slug}`;

/** The sentence, in the language of the interface, that says why something was refused. */
export const sentenceOf = (refusal: Pick<Refusal, 'slug'>, t: Translate): string =>
  t(hasSentence(refusal.slug) ? (ofSlug(refusal.slug) as 'problem.unexpected') : 'problem.unexpected');

/** The sentence for one field that could not be accepted. */
export const fieldSentence = (error: FieldError, t: Translate): string =>
  error.code !== undefined && hasSentence(error.code) ? t(ofSlug(error.code) as 'problem.unexpected') : t('field.invalid');
