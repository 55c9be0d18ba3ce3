import { DraftGroup, type GroupDraft, type RawInput } from '@knutpunkt/contracts';
import type { Found } from '../api/use-faults.js';

/** A group as it is typed. */
export interface Draft {
  readonly name: string;
  readonly type: GroupDraft['type'];
  readonly level: GroupDraft['level'];
  readonly requiredAssuranceLevel: string;
  readonly purpose: string;
  readonly authorityId: string;
  readonly agreementId: string;
  readonly agreedPurpose: string;
}

export const emptyDraft: Draft = { name: '', type: 'CollaborationGroup', level: 'GENERAL', requiredAssuranceLevel: '2', purpose: '', authorityId: '', agreementId: '', agreedPurpose: '' };

/** What was written before, as it is typed. */
export const draftOf = ({ name, type, level, requiredAssuranceLevel, purpose, owner, agreement, agreedPurpose }: GroupDraft): Draft => ({
  name, type, level, requiredAssuranceLevel: String(requiredAssuranceLevel), purpose, authorityId: owner.id, agreementId: agreement?.id ?? '', agreedPurpose: agreedPurpose ?? '',
});

/** The draft with something changed: individual level asks for a higher login, and another agreement has other purposes. */
export function withChange(draft: Draft, change: Partial<Draft>): Draft {
  const level = change.level ?? draft.level;
  const assurance = change.level && change.level !== draft.level ? { requiredAssuranceLevel: level === 'INDIVIDUAL' ? '3' : '2' } : {};
  const purpose = change.agreementId !== undefined && change.agreementId !== draft.agreementId ? { agreedPurpose: '' } : {};
  return { ...draft, ...assurance, ...purpose, ...change };
}

/** The draft as the hub takes it. */
export const inputOf = ({ name, type, level, requiredAssuranceLevel, purpose, authorityId, agreementId, agreedPurpose }: Draft): RawInput<typeof DraftGroup> => ({
  name, type, level, requiredAssuranceLevel: Number(requiredAssuranceLevel), purpose, authorityId, ...(agreementId ? { agreementId } : {}), ...(agreementId && agreedPurpose ? { agreedPurpose } : {}),
});

/** What is wrong with a draft before it is sent, by the same shape that the hub asks for. */
export function draftFaults(draft: Draft): Found {
  const { error } = DraftGroup.input.safeParse(inputOf(draft));
  return Object.fromEntries((error?.issues ?? []).map(({ path, code }) => [String(path[0]), String(draft[path[0] as keyof Draft]).trim() === '' ? 'field.text.missing' : code === 'too_big' ? 'field.tooLong' : 'field.invalid']));
}
