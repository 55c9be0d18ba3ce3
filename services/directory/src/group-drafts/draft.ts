import { AboveOwnLevel, AssuranceTooLow, GroupNameTaken, GroupNeedsAgreement, Problem, PurposeMissing, PurposeNotAgreed, UnknownAgreement, NotOwnAuthority, type DraftGroup, type Input } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { holdsBetween, visibleAgreement } from '../agreements/agreement-rows.js';
import type { DraftRow } from './draft-rows.js';

type Written = Input<typeof DraftGroup>;

/** Throws NotOwnAuthority, UnknownAgreement, PurposeNotAgreed, AssuranceTooLow, AboveOwnLevel or GroupNameTaken for what a draft cannot say. */
export async function requireSayable(tx: ActorTx, { name, level, authorityId, agreementId, agreedPurpose, requiredAssuranceLevel }: Written, draftId: string): Promise<void> {
  if ((await tx.query('select from authorities where id = $1 and ended_at is null and organisation_id = my_organisation()', [authorityId])).length === 0) throw Problem.at(NotOwnAuthority, '/authorityId', 'The organisation has no such authority.');
  if (level === 'INDIVIDUAL' && requiredAssuranceLevel < 3) throw Problem.at(AssuranceTooLow, '/requiredAssuranceLevel', 'Individual level requires 3 at least.');
  if (requiredAssuranceLevel > tx.actor.assuranceLevel) throw Problem.at(AboveOwnLevel, '/requiredAssuranceLevel', 'Log in at that level first.');
  const agreement = agreementId ? await visibleAgreement(tx, agreementId) : undefined;
  if (agreementId && !agreement) throw Problem.at(UnknownAgreement, '/agreementId', 'There is no such agreement.');
  if (agreedPurpose && !agreement?.purposes.includes(agreedPurpose)) throw Problem.at(PurposeNotAgreed, '/agreedPurpose', 'The agreement does not name this purpose.');
  await requireFreeName(tx, name, draftId);
}

/** Throws GroupNameTaken where a group or draft that the actor sees has the name; of others nothing is told. */
export async function requireFreeName(tx: ActorTx, name: string, id: string): Promise<void> {
  const taken = await tx.query("select from (select id, name from groups where status <> 'archived' union all select id, name from group_drafts) g where folded(g.name) = folded($1) and g.id <> $2 limit 1", [name, id]);
  if (taken.length > 0) throw Problem.at(GroupNameTaken, '/name', 'Another group has this name.');
}

/** Throws PurposeMissing, GroupNeedsAgreement or PurposeNotAgreed for a draft that cannot become a group. */
export async function requireWhole(tx: ActorTx, { purpose, agreement, agreedPurpose }: DraftRow): Promise<void> {
  if (purpose === '') throw Problem.at(PurposeMissing, '/purpose', 'Say what the group is for.');
  const held = agreement ? await visibleAgreement(tx, agreement.id) : undefined;
  if (!held || !holdsBetween(held, [tx.actor.organisationId])) throw Problem.at(GroupNeedsAgreement, '/agreementId', 'A group needs an agreement that is in force.');
  if (!agreedPurpose || !held.purposes.includes(agreedPurpose)) throw Problem.at(PurposeNotAgreed, '/agreedPurpose', 'Say which of the agreement\'s purposes it serves.');
}
