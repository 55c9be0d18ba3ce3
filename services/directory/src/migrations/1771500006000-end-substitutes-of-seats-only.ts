import type { Migration } from '@knutpunkt/persistence';

/** Only a seat that represents a unit is sat in by others: the end of a membership that has none plans nothing, also where thousands end at once. */
export const endSubstitutesOfSeatsOnly: Migration = {
  name: '1771500006000-end-substitutes-of-seats-only',
  up: () => [
    'drop trigger memberships_seat_ends on memberships',
    `create trigger memberships_seat_ends after update of valid_to on memberships for each row
      when (new.seat is not null and new.substitute_of is null and new.valid_to is not null and new.valid_to is distinct from old.valid_to) execute function seat_ends()`,
  ],
};
