import { exact, text, type Askable } from './filter.js';
import { memberOf } from './members.js';

const ours = 'urn:ietf:params:scim:schemas:extension:knutpunkt:2.0:group';

/** What can be asked about a function as f, which belongs to the unit u. */
export const ofFunction: Askable = {
  schema: 'urn:ietf:params:scim:schemas:core:2.0:group:',
  known: {
    id: exact('f.id::text'), externalid: exact('f.external_id'), displayname: text('f.name'), [`${ours}:department`]: text("case when f.told = 0 then u.name else f.facts ->> 'department' end"), [`${ours}:email`]: text("case when f.told = 0 then nullif(f.email, '') else f.facts ->> 'email' end"),
    'meta.created': { sql: "date_trunc('milliseconds', f.created_at)", kind: 'instant' }, 'meta.lastmodified': { sql: "date_trunc('milliseconds', f.changed_at)", kind: 'instant' },
  },
  list: { name: 'members', known: { value: exact('p.id::text'), type: text("'User'::text") }, some: (condition) => `exists (select from people p where ${memberOf('f', 'p')} and ${condition})` },
};
