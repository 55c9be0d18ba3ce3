import type { Migration } from '@knutpunkt/persistence';

/** Somebody without an account is noted as present by name and organisation. */
export const letGuestsBePresent: Migration = {
  name: '1768000011000-let-guests-be-present',
  up: () => [
    `alter table presences alter column person_id drop not null, add column guest_name text, add column guest_organisation text,
      add constraint presences_who check ((person_id is null) = (guest_name is not null) and (guest_name is null) = (guest_organisation is null) and (guest_name is null or substitute_for_id is null))`,
  ],
};
