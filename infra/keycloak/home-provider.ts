import type { Level } from './hub.js';

/** Sweden Connect's names of the levels, and ours. What a provider may say for each level unless the agreement with it says otherwise. */
export const COMMON_NAMES: Readonly<Record<Level, readonly string[]>> = {
  loa2: ['loa2', 'http://id.elegnamnden.se/loa/1.0/loa2'],
  loa3: ['loa3', 'http://id.elegnamnden.se/loa/1.0/loa3', 'http://id.elegnamnden.se/loa/1.0/loa4'],
};

/** Where an OpenID provider answers, and as whom the hub logs in there. */
export type OidcHome = {
  readonly protocol: 'oidc';
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly logoutUrl?: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** Where a SAML identity provider answers; its keys are taken from its metadata. */
export type SamlHome = {
  readonly protocol: 'saml';
  readonly entityId: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly logoutUrl?: string;
};

/**
 * The identity provider of one organisation.
 * `alias` is the organisation's `identityProvider` in the directory, `organisation` the directory's alias of it. An e-mail address in one of `domains` leads there.
 * `homeId` is the claim (SAML: attribute) with the person's immutable id at home.
 * `assurance` is the claim (SAML: attribute) that tells the level, and which of its values count as which level: a value that is in neither list lets nobody in.
 * `provisioning` is there where the organisation's own directory system keeps its people here (SCIM): the secret of the client that it asks as.
 */
export type HomeProvider = {
  readonly alias: string;
  readonly organisation: { readonly alias: string; readonly name: string };
  readonly domains: readonly string[];
  readonly homeId: string;
  readonly assurance: { readonly claim: string; readonly names: Readonly<Record<Level, readonly string[]>> };
  readonly at: OidcHome | SamlHome;
  readonly provisioning?: { readonly secret: string };
};
