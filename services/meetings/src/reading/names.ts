import { namesWhere, type Names } from '@knutpunkt/access';
import type { Tx } from '@knutpunkt/persistence';

const inMeeting = {
  given: `
  called as materialized (select organiser_id, owner_authority_id, group_id from meetings where id = $1),
  taking as materialized (select person_id, function_id, answered_by, organisation_id from participants where meeting_id = $1 and removed_at is null),`,
  people: 'array(select organiser_id from called union select person_id from taking union select answered_by from taking)', functions: 'array(select function_id from taking)',
  authorities: 'array(select owner_authority_id from called)', groups: 'array(select group_id from called)', organisations: 'array(select organisation_id from taking)',
};

/** The names in a meeting, as far as the actor may see it, in one query. */
export const namesIn = (tx: Tx, meetingId: string): Promise<Names> => namesWhere(tx, inMeeting, [meetingId]);
