import type { OrganisationRef, ParticipantView } from '@knutpunkt/contracts';
import type * as z from 'zod';

type Participant = z.infer<typeof ParticipantView>;

/** What a participant is called: the person, the function, or the function with who holds it. */
export function nameOf({ person, function: role }: Participant): string {
  if (role === null) return person?.name ?? '–';
  return person === null ? role.name : `${role.name} (${person.name})`;
}

/** Those who are asked for an answer and have not given one. Who called the meeting comes, until somebody else moves it. */
export const notAnswered = (participants: readonly Participant[]): Participant[] => participants.filter((one) => one.reply === null);

const swedish = new Intl.Collator('sv-SE');

/** Participants by organisation, both in Swedish alphabetical order. */
export function byOrganisation(participants: readonly Participant[]): { organisation: OrganisationRef; participants: Participant[] }[] {
  const found = new Map<string, { organisation: OrganisationRef; participants: Participant[] }>();
  for (const one of participants) {
    const entry = found.get(one.organisation.id) ?? { organisation: one.organisation, participants: [] };
    entry.participants.push(one);
    found.set(one.organisation.id, entry);
  }
  const sorted = [...found.values()].sort((a, b) => swedish.compare(a.organisation.name, b.organisation.name));
  sorted.forEach((entry) => entry.participants.sort((a, b) => swedish.compare(nameOf(a), nameOf(b))));
  return sorted;
}
