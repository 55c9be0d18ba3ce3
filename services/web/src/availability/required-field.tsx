import type { ReactNode } from 'react';
import { GroupDetails } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { person } from '../meetings/use-participants.js';
import { PeopleField, type Choosable } from '../ui/index.js';

/** Whom a search asks about besides oneself: the group's members who take part in meetings, and those chosen. */
export function useAsked(groupId: string, chosen: readonly Choosable[]): readonly Choosable[] {
  const members = useAsk(GroupDetails, { groupId }, { enabled: groupId !== '' }).data?.members ?? [];
  const all = [...(groupId === '' ? [] : members.filter(({ role }) => role !== 'calendar').map((one) => person(one.person))), ...chosen];
  return all.filter((one, at) => all.findIndex(({ value }) => value === one.value) === at);
}

/** Those of some who are still asked about. */
export const stillAsked = (some: readonly Choosable[], asked: readonly Choosable[]): Choosable[] => some.filter((one) => asked.some(({ value }) => value === one.value));

interface Props {
  id: string;
  asked: readonly Choosable[];
  chosen: readonly Choosable[];
  fault: string | undefined;
  onChoose: (chosen: readonly Choosable[]) => void;
}

/** Without whom the meeting cannot be: some of those who are asked about. */
export function RequiredField({ id, asked, chosen, fault, onChoose }: Props): ReactNode {
  const { t } = useTexts();
  const useFound = (search: string): { found: readonly Choosable[]; searching: boolean } => ({ found: asked.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase())), searching: false });
  return <PeopleField id={id} label={t('find.required')} help={t('find.requiredHelp')} fault={fault} chosen={chosen} onChoose={onChoose} useFound={useFound} />;
}
