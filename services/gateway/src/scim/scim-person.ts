import { Attribute, Filter, Schema, SchemaDefinition } from 'scimmy/types';
import { withoutCore } from './fitting.js';

export const coreSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Of the extension, only where the person works (RFC 7643 §4.3). */
export const enterprise = new SchemaDefinition('EnterpriseUser', enterpriseSchema, 'Where a person works', [
  new Attribute('string', 'department', { description: 'The code or the name of the unit here in which the person works. Where it is not one of them, an administrator places the person.' }),
]);

/** Of the core schema, what the hub keeps of members of staff (RFC 7643 §4.1); what else is sent is not kept. */
export const core = new SchemaDefinition('User', coreSchema, 'A member of staff', [
  new Attribute('string', 'userName', { required: true, uniqueness: 'server', description: 'The user name at home, unique in the organisation.' }),
  new Attribute('complex', 'name', { description: 'The name in its parts.' }, [
    new Attribute('string', 'formatted', { description: 'The whole name; shown where there is no displayName.' }),
    new Attribute('string', 'familyName', { description: 'The family name.' }),
    new Attribute('string', 'givenName', { description: 'The given name.' }),
  ]),
  new Attribute('string', 'displayName', { description: 'The name as others see it.' }),
  new Attribute('string', 'title', { description: 'The title as others see it.' }),
  new Attribute('string', 'preferredLanguage', { description: 'The language of mails and, at first, of pages: sv or en.' }),
  new Attribute('boolean', 'active', { description: 'Whether the person works here. One who does not is out of everything at once.' }),
  new Attribute('complex', 'emails', { multiValued: true, description: 'Where mails go: the primary address, else the first. The person can answer from the others too, those apart that are of the type home. One without an address has no access.' }, [
    new Attribute('string', 'value', { required: true, description: 'The address.' }),
    new Attribute('string', 'type', { description: 'What kind of address it is.' }),
    new Attribute('boolean', 'primary', { description: 'Whether mails go there.' }),
  ]),
  new Attribute('complex', 'groups', { multiValued: true, mutable: false, description: 'The functions of which the person is a member; changed at the groups.' }, [
    new Attribute('string', 'value', { mutable: false, description: 'The id of the function.' }),
    new Attribute('reference', '$ref', { mutable: false, referenceTypes: ['Group'], description: 'The address of the function.' }),
    new Attribute('string', 'display', { mutable: false, description: 'The name of the function.' }),
    new Attribute('string', 'type', { mutable: false, canonicalValues: ['direct'], description: 'Direct: there are no groups in groups.' }),
  ]),
]);
core.extend(enterprise);

/** A person as SCIM knows one; what does not fit the schemas is refused by the library. */
export class ScimPerson extends Schema {
  static override get id(): string { return coreSchema; }
  static override get definition(): SchemaDefinition { return core; }

  constructor(resource: Record<string, unknown>, direction = 'both') {
    super(resource, direction);
    Object.assign(this, core.coerce(resource, direction));
  }
}

/** Which attributes an answer has: those named, or all but those named (RFC 7644 §3.9). */
export type Shown = { readonly attributes?: string; readonly excludedAttributes?: string };

const name = /^[A-Za-z][\w:.$-]*$/;

/** The library's filter for what is shown; undefined shows everything. Names that are none are passed over. */
export function shownBy({ attributes, excludedAttributes }: Shown): Filter | undefined {
  const [list, operator] = attributes === undefined ? [excludedAttributes, 'np'] : [attributes, 'pr'];
  const names = (list ?? '').split(',').map((each) => withoutCore(each.trim())).filter((each) => name.test(each));
  return names.length === 0 ? undefined : new Filter(names.map((each) => `${each} ${operator}`).join(' and '));
}
