/**
 * The newest place among the directory's events that a database holds, as SQL giving one number or null. The directory tells its own in its pulse, and the others
 * compare theirs; a place that was taken for nothing is in no row, so nobody waits for it.
 */
export const newestPlace = `greatest((select max(at) from organisations), (select max(at) from authorities), (select max(at) from units), (select max(at) from people),
  (select max(at) from functions), (select max(at) from groups), (select max(at) from memberships))`;
