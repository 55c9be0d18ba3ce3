import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

/** A search that knows å, ä and ö whatever the database's locale is. */
const folded = "create function folded(value text) returns text language sql immutable parallel safe return translate(lower(value), 'ÅÄÖÉÜÆØ', 'åäöéüæø')";

/**
 * Here the tables that other services copy are the truth: codes by which an import finds its own, what only the directory says, and the place that each change
 * takes among all changes. The place is taken under a row lock, so that the order of places is the order of commits, and changes follow one after the other.
 */
export const createDirectory: Migration = {
  name: '1766000100000-create-directory',
  up: (service) => [
    'alter table organisations add number text unique, add unique (code)',
    'alter table authorities add code text unique',
    'alter table units add code text unique',
    'alter table people add unique (organisation_id, home_id)',
    'alter table functions add code text unique',
    "alter table groups add code text unique, add type text not null, add purpose text not null default ''",
    'alter table memberships add seat text, add check (valid_to is null or valid_to >= valid_from)',
    folded,
    'create table newest_place (one boolean primary key default true check (one), at bigint not null)',
    'insert into newest_place (at) values (0)',
    ...guard(service, 'newest_place', { worker: { select: 'true' }, definer: { select: 'true', update: 'true' } }),
    ...definerFunction(service, 'next_place() returns bigint language sql volatile', 'update newest_place set at = at + 1 returning at', ['api', 'worker']),
  ],
};
