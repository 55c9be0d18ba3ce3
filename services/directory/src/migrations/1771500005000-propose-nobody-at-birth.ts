import type { Migration } from '@knutpunkt/persistence';

/** Who proposes an administrator proposes somebody who is there: else one could enter a person whom a colleague seems to have proposed, and confirm it oneself. */
export const proposeNobodyAtBirth: Migration = {
  name: '1771500005000-propose-nobody-at-birth',
  up: () => [
    `create function nobody_is_proposed_at_birth() returns trigger language plpgsql as $$ begin
      if new.administrator_proposed_by is not null and (me() is not null or provisioned_organisation() is not null) then
        raise exception 'nobody is proposed who is not there yet' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $$`,
    'create trigger people_born_unproposed before insert on people for each row execute function nobody_is_proposed_at_birth()',
  ],
};
