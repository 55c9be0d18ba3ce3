import { validNow } from '../refs.js';

/**
 * True where somebody who has not left is a member of a function: whom the organisation's directory names; before it has named anybody, who holds the function. A member who works at another authority is one and holds nothing.
 */
export const memberOf = (functions: string, people: string): string => `${people}.organisation_id = ${functions}.organisation_id and ${people}.status <> 'ended' and ${people}.removed_at is null and (case when ${functions}.told = 0
  then exists (select from holdings h where h.function_id = ${functions}.id and h.person_id = ${people}.id and ${validNow('h')})
  else exists (select from function_members m where m.function_id = ${functions}.id and m.person_id = ${people}.id) end)`;
