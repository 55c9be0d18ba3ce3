export { deploymentRealm } from './deployment.js';
export { COMMON_NAMES, type HomeProvider, type OidcHome, type SamlHome } from './home-provider.js';
export { homeRealmOf, type HomeAccount } from './home-realm.js';
export { AUDIENCES, CLAIMS, CLIENTS, GATEWAY_PATHS, LEVELS, LIFETIMES, PROVISIONING, REALM, REALM_PATH, SCOPES, SIGNATURE, type Level } from './hub.js';
export { hubRealm, type HubPlan } from './hub-realm.js';
export { issuerAt, STAND_INS, standIns, type StandInPlan } from './stand-ins.js';
