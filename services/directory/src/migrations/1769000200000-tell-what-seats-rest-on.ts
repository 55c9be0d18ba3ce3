import { definerFunction, type Migration } from '@knutpunkt/persistence';

const restingOn = `
  select distinct a.id, a.name from memberships m join agreements a on a.id = m.agreement_id where m.person_id = me() and (m.group_id = any(my_audiences()) or m.group_id = any(my_shells()))`;

/** Whoever sits in a group may know on which agreement: its name, and nothing else of it. Agreements are their parties' administrators' to read. */
export const tellWhatSeatsRestOn: Migration = {
  name: '1769000200000-tell-what-seats-rest-on',
  up: (service) => [...definerFunction(service, 'agreements_i_rest_on() returns table (id uuid, name text) language sql stable', restingOn, ['api'])],
};
