import { Attribute, Schema, SchemaDefinition } from 'scimmy/types';

export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
/** What the standard has no word for: where a function stands here, and where its mails go. */
export const functionSchema = 'urn:ietf:params:scim:schemas:extension:knutpunkt:2.0:Group';

export const functionExtension = new SchemaDefinition('Function', functionSchema, 'Where a function stands, and its address', [
  new Attribute('string', 'department', { description: 'The code or the name of the unit here to which the function belongs. Without one the function is told to nobody; it never moves to another authority.' }),
  new Attribute('string', 'email', { description: 'Where the function\'s mails go.' }),
]);

/** A group is a function of the organisation: who is a member holds it, if that one works at the authority to which it belongs (RFC 7643 §4.2). */
export const group = new SchemaDefinition('Group', groupSchema, 'A function of the organisation, whose holders are the members', [
  new Attribute('string', 'displayName', { required: true, description: 'The name of the function, as others see it.' }),
  new Attribute('complex', 'members', { multiValued: true, uniqueness: false, description: 'The members: people of the organisation, at most 250. There are no groups in groups.' }, [
    new Attribute('string', 'value', { mutable: 'immutable', description: 'The id of the person.' }),
    new Attribute('reference', '$ref', { mutable: 'immutable', referenceTypes: ['User'], description: 'The address of the person.' }),
    new Attribute('string', 'type', { mutable: 'immutable', canonicalValues: ['User'], description: 'Always a User.' }),
  ]),
]);
group.extend(functionExtension);

/** A function as SCIM knows one; what does not fit the schemas is refused by the library. */
export class ScimFunction extends Schema {
  static override get id(): string { return groupSchema; }
  static override get definition(): SchemaDefinition { return group; }

  constructor(resource: Record<string, unknown>, direction = 'both') {
    super(resource, direction);
    Object.assign(this, group.coerce(resource, direction));
  }
}
