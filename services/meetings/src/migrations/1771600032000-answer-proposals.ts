import type { Migration } from '@knutpunkt/persistence';

/** Who may move a meeting may take away another time that was proposed for it, and put none in its place: that is for mail alone. */
export const answerProposals: Migration = {
  name: '1771600032000-answer-proposals',
  up: (service) => [
    `grant update (proposed_starts_at, proposed_ends_at) on participants to ${service}_api`,
    `create function only_take_proposals_away() returns trigger language plpgsql as $$
      begin
        if current_user = '${service}_api' and (new.proposed_starts_at is not null or new.proposed_ends_at is not null) then raise exception 'not yours to propose' using errcode = 'insufficient_privilege'; end if;
        return new;
      end $$`,
    'create trigger participants_only_take_proposals_away before update of proposed_starts_at, proposed_ends_at on participants for each row execute function only_take_proposals_away()',
  ],
};
