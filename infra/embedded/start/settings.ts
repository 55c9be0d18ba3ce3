import { needsFreshLogins, type ServiceName } from '@knutpunkt/contracts';
import { CLIENTS } from '@knutpunkt/infra/keycloak';
import { databaseOf } from './database.js';
import type { Keys } from './keys.js';
import type { Login } from './login.js';
import type { Post } from './post.js';

/** What has been made ready, and where the web client will be. */
export type Installation = { root: string; adminUrl: string; natsUrl: string; keys: Keys; login: Login; post: Post; port: number; webOrigin: string };

/** The client whose bearer tokens act for demo accounts. */
const CLI = 'knutpunkt-cli';

/** What every service is told; the logs of the demo carry only what went wrong unless LOG_LEVEL says otherwise. */
export const commonSettings = ({ adminUrl, natsUrl, keys, login }: Installation, service: ServiceName) => ({
  database: databaseOf(adminUrl, keys, service),
  nats: { servers: natsUrl, seed: keys.nats[service].seed },
  issuer: login.issuer,
  ...(login.introspectionSecret && needsFreshLogins(service) ? { introspection: { clientId: CLIENTS.introspection, clientSecret: login.introspectionSecret } } : {}),
  opsPort: 0,
  logLevel: (process.env['LOG_LEVEL'] ?? 'error') as 'error',
});

/** What the gateway is told beside that. */
export const gatewaySettings = (installation: Installation) => ({
  ...commonSettings(installation, 'gateway'),
  port: installation.port,
  publicUrl: installation.webOrigin,
  webRoot: `${installation.root}/services/web/dist`,
  clientSecret: installation.login.clientSecret,
  bearerClients: installation.login.tokenFor ? [CLI] : [],
  sessionKey: installation.keys.session,
});

/** What notifications is told beside that. */
export const mailSettings = ({ post, webOrigin, keys }: Installation) => ({
  smtpUrl: post.smtpUrl, publicUrl: webOrigin, mailFrom: process.env['MAIL_FROM'] ?? 'knutpunkt@knutpunkt.example', ...(post.answers ? { answers: { address: post.answers.address, key: keys.answers } } : {}),
});

/** What meetings is told beside that: where answers from calendars come in, where they do. */
export const mailInSettings = ({ post, keys }: Installation) => (post.answers ? { ...post.answers, key: keys.answers } : null);

function answersIn(installation: Installation): Record<string, string> {
  const given = mailInSettings(installation);
  if (!given) return {};
  return { MAIL_IN_ADDRESS: given.address, MAIL_IN_KEY: given.key, MAIL_IN_HOST: given.host, MAIL_IN_PORT: String(given.port), MAIL_IN_PROTOCOL: given.protocol, MAIL_IN_TRUST: given.trust };
}

/** The same as environment variables, for a service that runs as a process of its own. */
export function environmentOf(installation: Installation, service: ServiceName): Record<string, string> {
  const { database, nats, issuer, introspection, logLevel } = commonSettings(installation, service);
  const common = { DATABASE_API_URL: database.apiUrl, DATABASE_WORKER_URL: database.workerUrl, DATABASE_RELAY_URL: database.relayUrl, NATS_URL: nats.servers, NATS_SEED: nats.seed, OIDC_ISSUER: issuer, ...(introspection ? { OIDC_INTROSPECTION_SECRET: introspection.clientSecret } : {}), OPS_PORT: '0', LOG_LEVEL: logLevel };
  if (service === 'notifications') {
    const mail = mailSettings(installation);
    return { ...common, SMTP_URL: mail.smtpUrl, PUBLIC_URL: mail.publicUrl, MAIL_FROM: mail.mailFrom, ...answersIn(installation) };
  }
  if (service === 'meetings') return { ...common, ...answersIn(installation), CALENDAR_KEY: installation.keys.calendars };
  if (service !== 'gateway') return common;
  const { port, publicUrl, webRoot, clientSecret, bearerClients, sessionKey } = gatewaySettings(installation);
  return { ...common, PORT: String(port), PUBLIC_URL: publicUrl, WEB_ROOT: webRoot, OIDC_CLIENT_SECRET: clientSecret, SESSION_KEY: sessionKey, ...(bearerClients.length > 0 ? { BEARER_CLIENTS: bearerClients.join(',') } : {}) };
}
