import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { PeopleField, type Choosable } from '../ui/index.js';
import { useCandidates, type Present } from './use-candidates.js';

/** Who is to have an action, as it is sent. */
export interface Whom {
  readonly functionId: string | null;
  readonly personId: string | null;
}

const idIn = (chosen: readonly Choosable[], kind: string): string | null => chosen.findLast(({ value }) => value.startsWith(`${kind}:`))?.value.slice(kind.length + 1) ?? null;

/** Those chosen as they are sent: at most one function and one person. */
export const whomOf = (chosen: readonly Choosable[]): Whom => ({ functionId: idIn(chosen, 'function'), personId: idIn(chosen, 'person') });

/** One of each kind: choosing another person, or function, takes the place of the first. */
const oneOfEach = (chosen: readonly Choosable[]): Choosable[] =>
  ['function', 'person'].flatMap((kind) => chosen.findLast(({ value }) => value.startsWith(`${kind}:`)) ?? []);

interface Props {
  id: string;
  label: string;
  fault: string | undefined;
  /** Those who take part in the meeting; they are offered first. */
  present?: Present;
  chosen: readonly Choosable[];
  onChoose: (chosen: readonly Choosable[]) => void;
}

const nobody: Present = { people: [], functions: [] };

/** Chooses who is to have an action: a function, a person, or a person of a function. */
export function OwnerField({ id, label, fault, present = nobody, chosen, onChoose }: Props): ReactNode {
  const { t } = useTexts();
  return (
    <PeopleField
      id={id}
      label={label}
      help={t('actions.ownerHelp')}
      fault={fault}
      chosen={chosen}
      onChoose={(all) => onChoose(oneOfEach(all))}
      useFound={(search) => useCandidates(search, present)}
    />
  );
}
