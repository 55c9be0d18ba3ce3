export { freePort } from './free-port.js';
export { startIdentityProvider, tokenFor, type Account, type IdentityProvider, type IdentityProviderOptions } from './identity-provider.js';
export { startMailbox, type Behaviour, type Letter, type Mailbox, type MailboxOptions } from './mailbox.js';
export { obtainNatsServer, startNatsServer, type NatsServer, type NatsServerOptions, type ObtainOptions } from './nats-server.js';
export { removeCluster, startPostgres, type Postgres, type PostgresOptions } from './postgres.js';
