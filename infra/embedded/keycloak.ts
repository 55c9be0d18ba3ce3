export { DEMO_PASSWORD, startDemoKeycloak, type DemoKeycloak, type DemoKeycloakOptions } from './keycloak/demo.js';
export { obtainKeycloak, type KeycloakOptions } from './keycloak/distribution.js';
export { findJava } from './keycloak/java.js';
