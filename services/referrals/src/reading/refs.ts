/** SQL that gives names for ids from the local directory as JSON, in the shape of the contract's refs. Its aliases end in `_`, so that they hide none of the caller's. */
const organisationRef = (id: string): string => `(select jsonb_build_object('id', o_.id, 'code', o_.code, 'name', o_.name) from organisations o_ where o_.id = ${id})`;

/** A function with its organisation, or null. */
export const functionRef = (id: string): string => `(select jsonb_build_object('id', f_.id, 'name', f_.name, 'organisation', ${organisationRef('f_.organisation_id')}) from functions f_ where f_.id = ${id})`;

/** A member of staff with title and organisation, or null. */
export const personRef = (id: string): string =>
  `(select jsonb_build_object('id', p_.id, 'name', p_.name, 'title', p_.title, 'organisation', ${organisationRef('p_.organisation_id')}) from people p_ where p_.id = ${id})`;

/** A unit with its organisation, or null. */
export const unitRef = (id: string): string =>
  `(select jsonb_build_object('id', u_.id, 'name', u_.name, 'organisation', ${organisationRef('a_.organisation_id')}) from units u_ join authorities a_ on a_.id = u_.authority_id where u_.id = ${id})`;
