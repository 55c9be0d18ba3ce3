export type { Account } from './identity-provider/accounts.js';
export { startIdentityProvider, type IdentityProvider, type IdentityProviderOptions } from './identity-provider/start.js';
export { tokenFor } from './identity-provider/token-for.js';
