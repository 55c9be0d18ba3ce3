import { AddOrganisation, OrganisationType, type RawInput } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Found } from '../api/use-faults.js';

/** An organisation as it is typed. */
export interface Draft {
  readonly name: string;
  readonly code: string;
  readonly number: string;
  readonly type: z.infer<typeof OrganisationType>;
  readonly identityProvider: string;
  readonly boundByOsl: boolean;
  readonly authority: string;
  readonly unit: string;
  readonly administratorName: string;
  readonly administratorTitle: string;
  readonly administratorEmail: string;
  readonly administratorHomeId: string;
}

export const emptyDraft: Draft = {
  name: '', code: '', number: '', type: 'municipality', identityProvider: '', boundByOsl: true, authority: '', unit: '', administratorName: '', administratorTitle: '', administratorEmail: '', administratorHomeId: '',
};

/** The draft as the hub takes it. */
export const inputOf = (draft: Draft): RawInput<typeof AddOrganisation> => ({
  code: draft.code.trim().toUpperCase(), name: draft.name, number: draft.number.replaceAll(/\s/g, ''), type: draft.type, identityProvider: draft.identityProvider.trim().toLowerCase(), boundByOsl: draft.boundByOsl, authority: draft.authority, unit: draft.unit,
  administrator: { homeId: draft.administratorHomeId, name: draft.administratorName, title: draft.administratorTitle, email: draft.administratorEmail.trim() },
});

/** The input of the form that a place in what is sent comes from. */
const fieldOf = ([first, second]: readonly PropertyKey[]): keyof Draft =>
  (first === 'administrator' && typeof second === 'string' ? `administrator${second[0]!.toUpperCase()}${second.slice(1)}` : String(first)) as keyof Draft;

/** What is wrong with a draft before it is sent, by the same shape that the hub asks for. */
export function draftFaults(draft: Draft): Found {
  const { error } = AddOrganisation.input.safeParse(inputOf(draft));
  const said: Found = { number: 'hub.invalid.number', code: 'hub.invalid.code', identityProvider: 'hub.invalid.identityProvider', administratorEmail: 'hub.invalid.email' };
  return Object.fromEntries((error?.issues ?? []).map(({ path }) => fieldOf(path)).map((field) => [field, String(draft[field]).trim() === '' ? 'field.text.missing' : (said[field] ?? 'field.invalid')]));
}
