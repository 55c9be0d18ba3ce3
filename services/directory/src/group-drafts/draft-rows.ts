import type { GroupDraft } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { administering } from '../people/administrators.js';
import { authorityRef } from '../refs.js';

/** A draft that the actor may see. `proposedBy` is somebody who administers the organisation still, and said so in the last 30 days. */
export interface DraftRow extends Omit<GroupDraft, 'version' | 'may'> {
  readonly version: number;
}

const named = (row: string): string => `case when ${row}.id is not null then json_build_object('id', ${row}.id, 'name', ${row}.name) end`;
const select = `
  select d.id, d.version, d.name, d.type, d.level, d.required_assurance_level as "requiredAssuranceLevel", d.purpose, ${authorityRef('w', 'o')} as owner, ${named('a')} as agreement, d.agreed_purpose as "agreedPurpose", ${named('p')} as "proposedBy"
    from group_drafts d join authorities w on w.id = d.owner_authority_id join organisations o on o.id = d.organisation_id left join agreements a on a.id = d.agreement_id
    left join people p on p.id = d.proposed_by and d.proposed_at > now() - interval '30 days' and ${administering('d.organisation_id')}`;

/** All that the actor may see. */
export const visibleDrafts = (tx: ActorTx): Promise<DraftRow[]> => tx.query<DraftRow & Record<string, unknown>>(select);

/** One of them, or undefined where it does not exist for the actor. */
export const visibleDraft = async (tx: ActorTx, id: string): Promise<DraftRow | undefined> => (await tx.query<DraftRow & Record<string, unknown>>(`${select} where d.id = $1`, [id]))[0];

/** Who says the first word on a group of individual level works at the authority that is to own it; the second is another's. */
export const mayEstablish = (actor: Actor, { level, owner, proposedBy }: DraftRow): boolean => level === 'GENERAL' || (proposedBy ? proposedBy.id !== actor.personId : owner.id === actor.authorityId);

const actions: readonly Action[] = ['group.change-draft', 'group.establish'];

/** The draft as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: DraftRow): GroupDraft => ({
  ...row, version: String(row.version), may: actions.filter((action) => decide(actor, action) && (action !== 'group.establish' || (isWhole(row) && mayEstablish(actor, row)))),
});

/** Whether everything is said that a group needs; whether the agreement holds is asked when it is established. */
const isWhole = ({ purpose, agreement, agreedPurpose }: DraftRow): boolean => purpose !== '' && agreement !== null && agreedPurpose !== null;
