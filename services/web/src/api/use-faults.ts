import { useEffect, useState } from 'react';
import type { Refusal } from './refusal.js';
import { sentenceOfCode } from './text-fault.js';
import { hasSentence } from '../i18n/i18n.js';
import { useTexts } from '../i18n/use-texts.js';

/** Faults of a form: texts' keys by the name of the input. */
export type Found = Readonly<Record<string, string>>;

interface Listed {
  readonly field: string;
  readonly text: string;
}

/** What is wrong with a form now: found before sending, or by the hub. */
export interface Faults {
  readonly at: (name: string) => string | undefined;
  readonly list: readonly Listed[];
  /** Counts how often the form was stopped. */
  readonly round: number;
  /** Takes what was found before sending. True when it stops the form. */
  readonly stop: (found: Found) => boolean;
}

/** The hub's faults, by the input's name in the pointer (RFC 6901). `about` says what input a rule without a pointer is about. */
export function faultsOfHub(refusal: Pick<Refusal, 'slug' | 'errors'> | null, about: Found = {}): Found {
  if (refusal === null) return {};
  const found = refusal.errors.map(({ pointer, code }) => [pointer.split('/')[1] ?? '', code ?? refusal.slug] as const);
  const named = found.length === 0 && about[refusal.slug] ? [[about[refusal.slug]!, refusal.slug] as const] : found;
  return Object.fromEntries(named.map(([name, slug]) => [name, sentenceOfCode(slug) ?? (hasSentence(slug) && slug !== 'malformed' ? `problem.${slug}` : 'field.invalid')]));
}

/** Keeps what is wrong with a form. `labels` names its inputs in their order; the id of a field is `prefix`, a hyphen and its input's name. */
export function useFaults(labels: Readonly<Record<string, string>>, { prefix, refusal, about }: { prefix: string; refusal: Refusal | null; about?: Found }): Faults {
  const { t } = useTexts();
  const [own, setOwn] = useState<Found>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (refusal !== null) setRound((before) => before + 1);
  }, [refusal]);
  const all: Found = { ...faultsOfHub(refusal, about), ...own };
  const at = (name: string): string | undefined => (all[name] ? t(all[name] as 'field.invalid') : undefined);
  const list = Object.keys(labels).flatMap((name) => (all[name] ? [{ field: `${prefix}-${name}`, text: `${labels[name]}: ${at(name)}` }] : []));
  const stop = (found: Found): boolean => {
    setOwn(found);
    setRound((before) => before + 1);
    return Object.keys(found).length > 0;
  };
  return { at, list, round, stop };
}
