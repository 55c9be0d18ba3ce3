import { functionExtension, functionSchema, group, groupSchema } from './scim-function.js';
import { core, coreSchema, enterprise, enterpriseSchema } from './scim-person.js';

type Resource = Record<string, unknown>;

/** The most resources that one answer holds. */
export const mostResults = 200;

/** What of the protocol is there (RFC 7643 §5). Bulk, sorting and passwords are not. */
export const serviceProviderConfig = (base: string): Resource => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 }, filter: { supported: true, maxResults: mostResults },
  changePassword: { supported: false }, sort: { supported: false }, etag: { supported: true },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'OAuth 2.0 client credentials', description: 'A token of the organisation\'s own client, at most ten minutes old', specUri: 'https://www.rfc-editor.org/rfc/rfc6750', primary: true }],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

/** What kinds of resources there are (RFC 7643 §6). */
export const resourceTypes = (base: string): Resource[] => [{
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'], id: 'User', name: 'User', description: 'A member of staff', endpoint: '/Users', schema: coreSchema,
  schemaExtensions: [{ schema: enterpriseSchema, required: false }], meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
}, {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'], id: 'Group', name: 'Group', description: 'A function of the organisation', endpoint: '/Groups', schema: groupSchema,
  schemaExtensions: [{ schema: functionSchema, required: false }], meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/Group` },
}];

/** What can be said of a resource (RFC 7643 §7). */
export const schemas = (base: string): Resource[] => [core, enterprise, group, functionExtension].map((definition) => definition.describe(`${base}/Schemas`) as unknown as Resource);

/** Resources as a list (RFC 7644 §3.4.2). */
export const listOf = (resources: readonly Resource[], { total = resources.length, startIndex = 1 } = {}): Resource =>
  ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: total, startIndex, itemsPerPage: resources.length, Resources: resources });
