import { namesWhere, type Names } from '@knutpunkt/access';
import type { Tx } from '@knutpunkt/persistence';

const inMeeting = {
  given: `
  called as materialized (select organiser_id, owner_authority_id, group_id from meetings where id = $1),
  taking as materialized (select person_id, function_id, answered_by, organisation_id from participants where meeting_id = $1 and removed_at is null),`,
  people: 'array(select organiser_id from called union select person_id from taking union select answered_by from taking)', functions: 'array(select function_id from taking)',
  authorities: 'array(select owner_authority_id from called)', groups: 'array(select group_id from called)', organisations: 'array(select organisation_id from taking)',
};

/** Of the group whoever belongs to it or will: the call itself says a moment later who takes part. */
const inCall = {
  people: 'array(select me() union select person_id from memberships where group_id = $1 and (valid_to is null or valid_to > now()) union select unnest($2::uuid[]))', functions: '$3',
  authorities: 'array[my_authority()]', groups: 'array[$1::uuid]', organisations: 'array[my_organisation()]',
};

interface Called { readonly groupId?: string | undefined; readonly people: readonly string[]; readonly functions: readonly string[] }

/** The names of all whom the actor may be about to call, the actor's own among them, in one query. */
export const namesInCall = (tx: Tx, { groupId, people, functions }: Called): Promise<Names> => namesWhere(tx, inCall, [groupId ?? null, people, functions]);

/** The names in a meeting, as far as the actor may see it, in one query. */
export const namesIn = (tx: Tx, meetingId: string): Promise<Names> => namesWhere(tx, inMeeting, [meetingId]);
