import { FLOWS } from './flows.js';
import type { HomeProvider, OidcHome, SamlHome } from './home-provider.js';

// A claim that is gone at the next login is gone here; the home id is set once and never changes.
const eachTime = { syncMode: 'FORCE' };
const once = { syncMode: 'IMPORT' };

const oidcConfig = (at: OidcHome) => ({
  issuer: at.issuer, authorizationUrl: at.authorizationUrl, tokenUrl: at.tokenUrl, jwksUrl: at.jwksUrl, ...(at.logoutUrl ? { logoutUrl: at.logoutUrl } : {}),
  clientId: at.clientId, clientSecret: at.clientSecret, clientAuthMethod: 'client_secret_post', defaultScope: 'openid profile',
  useJwksUrl: 'true', validateSignature: 'true', pkceEnabled: 'true', pkceMethod: 'S256', disableUserInfo: 'true', disableNonce: 'false', backchannelSupported: 'true', sendIdTokenOnLogout: 'true', sendClientIdOnLogout: 'true',
});

const samlConfig = (at: SamlHome, entityId: string) => ({
  entityId, idpEntityId: at.entityId, singleSignOnServiceUrl: at.loginUrl, ...(at.logoutUrl ? { singleLogoutServiceUrl: at.logoutUrl } : {}),
  useMetadataDescriptorUrl: 'true', metadataDescriptorUrl: at.metadataUrl, validateSignature: 'true', wantAssertionsSigned: 'true', wantAuthnRequestsSigned: 'true', signatureAlgorithm: 'RSA_SHA256',
  postBindingAuthnRequest: 'true', postBindingResponse: 'true', postBindingLogout: 'true', backchannelSupported: 'true', nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', principalType: 'SUBJECT', allowedClockSkew: '5',
});

/** An organisation's identity provider as the realm's broker knows it: signatures are checked, e-mail is not believed, users are neither linked nor sent to reset anything. */
export const broker = (provider: HomeProvider, entityId: string) => ({
  alias: provider.alias, displayName: provider.organisation.name, providerId: provider.at.protocol, enabled: true, hideOnLogin: true, trustEmail: false, storeToken: false, addReadTokenRoleOnCreate: false, linkOnly: false,
  firstBrokerLoginFlowAlias: FLOWS.firstLogin, postBrokerLoginFlowAlias: FLOWS.assurance(provider),
  config: { ...(provider.at.protocol === 'oidc' ? oidcConfig(provider.at) : samlConfig(provider.at, entityId)), syncMode: 'FORCE', 'kc.org.domain': provider.domains[0]!, 'kc.org.broker.redirect.mode.email-matches': 'true' },
});

function mapper(provider: HomeProvider, name: string, kind: string, config: Record<string, string>) {
  return { name: `${provider.alias} ${name}`, identityProviderAlias: provider.alias, identityProviderMapper: kind, config };
}

/** What is taken over from what the provider says: a user name that no other provider can make, the id at home, and the level. */
export function brokerMappers(provider: HomeProvider) {
  const { protocol } = provider.at;
  const source = (claim: string): Record<string, string> => (protocol === 'oidc' ? { claim } : { 'attribute.name': claim });
  const attribute = `${protocol}-user-attribute-idp-mapper`;
  return [
    mapper(provider, 'user name', `${protocol}-username-idp-mapper`, { ...once, target: 'LOCAL', template: `\${ALIAS}.\${${protocol === 'oidc' ? 'CLAIM.sub' : 'NAMEID'}}` }),
    mapper(provider, 'home id', attribute, { ...once, ...source(provider.homeId), 'user.attribute': 'home_id' }),
    mapper(provider, 'assurance', attribute, { ...eachTime, ...source(provider.assurance.claim), 'user.attribute': 'assurance' }),
  ];
}
