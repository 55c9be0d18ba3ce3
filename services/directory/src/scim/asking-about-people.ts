import { exact, text, type Askable, type Attribute } from './filter.js';

const fact = (path: string): Attribute => text(`p.facts ${path}`);

/** What can be asked about a person as p, who works in the unit u. */
export const ofPerson: Askable = {
  schema: 'urn:ietf:params:scim:schemas:core:2.0:user:',
  known: {
    id: exact('p.id::text'), externalid: exact('p.home_id'), username: text('coalesce(p.user_name, p.home_id)'), displayname: text("coalesce(p.facts ->> 'displayName', p.name)"), title: text("nullif(p.title, '')"),
    'name.formatted': fact("-> 'name' ->> 'formatted'"), 'name.familyname': fact("-> 'name' ->> 'familyName'"), 'name.givenname': fact("-> 'name' ->> 'givenName'"),
    preferredlanguage: fact("->> 'preferredLanguage'"), 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department': text("coalesce(p.facts ->> 'department', u.name)"),
    active: { sql: "(p.status <> 'ended')", kind: 'boolean' },
    'meta.created': { sql: "date_trunc('milliseconds', p.valid_from)", kind: 'instant' }, 'meta.lastmodified': { sql: "date_trunc('milliseconds', p.changed_at)", kind: 'instant' },
  },
  list: {
    name: 'emails', known: { value: text("e ->> 'value'"), type: text("e ->> 'type'"), primary: { sql: "coalesce((e ->> 'primary')::boolean, false)", kind: 'boolean' } },
    some: (condition) => `exists (select from jsonb_array_elements(coalesce(p.facts -> 'emails', jsonb_build_array(jsonb_build_object('value', p.email, 'type', 'work', 'primary', true)))) e where ${condition})`,
  },
};
