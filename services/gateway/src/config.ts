import * as z from 'zod';
import { ServiceConfig } from '@knutpunkt/service-kit';

const Rate = z.object({ perSecond: z.coerce.number().positive(), burst: z.coerce.number().int().positive() });
export type Rate = z.infer<typeof Rate>;

const defaultLimits = {
  actor: { perSecond: 1_000, burst: 10_000 },
  organisation: { perSecond: 5_000, burst: 50_000 },
  address: { perSecond: 100, burst: 2_000 },
  link: { perSecond: 0.05, burst: 6 },
  linkVotes: { perSecond: 0.1, burst: 60 },
  streamsPerPerson: 10,
};

/** What the gateway needs to know, beside what every service does. */
export const GatewayConfig = ServiceConfig.extend({
  /** 0 takes any free port. */
  port: z.coerce.number().int().default(3000),
  host: z.string().default('127.0.0.1'),
  /** Where browsers reach the hub; else the address that is listened to. */
  publicUrl: z.url().optional(),
  /** True behind a proxy that sets X-Forwarded-For. */
  trustProxy: z.stringbool().or(z.boolean()).default(false),
  /** The folder of the built web client. */
  webRoot: z.string(),
  clientId: z.string().default('knutpunkt-web'),
  clientSecret: z.string().min(1),
  clientAuthentication: z.enum(['client_secret_post', 'client_secret_basic']).default('client_secret_post'),
  /** Clients (`azp`) whose bearer tokens are accepted; never the browser's. */
  bearerClients: z.array(z.string()).default([]),
  /** 32 bytes, base64: encrypts the tokens of sessions. */
  sessionKey: z.string().refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64'),
  /** How much one actor, one organisation, and one address that is not logged in, may ask, and how often one guest's link may answer a meeting and a poll's times. */
  limits: z.object({ actor: Rate, organisation: Rate, address: Rate, link: Rate, linkVotes: Rate, streamsPerPerson: z.coerce.number().int().positive() }).partial().default({})
    .transform((given) => ({ ...defaultLimits, ...given })),
}).refine((config) => !config.bearerClients.includes(config.clientId), { path: ['bearerClients'], error: 'a browser\'s token is not a bearer' });

export type GatewayConfig = z.input<typeof GatewayConfig>;
export type Settings = z.output<typeof GatewayConfig>;

const rate = (text: string | undefined): Rate | undefined => {
  const [perSecond, burst] = (text ?? '').split('/');
  return text ? Rate.parse({ perSecond, burst }) : undefined;
};

const whole = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

/** Reads the configuration from the environment; throws an error that names what is missing or wrong. Limits are written `perSecond/burst`. */
export function gatewayConfigFromEnv(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  const limits = { actor: rate(env.LIMIT_ACTOR), organisation: rate(env.LIMIT_ORGANISATION), address: rate(env.LIMIT_ADDRESS), link: rate(env.LIMIT_LINK), linkVotes: rate(env.LIMIT_LINK_VOTES), streamsPerPerson: whole(env.LIMIT_STREAMS) };
  const given = {
    database: { apiUrl: env.DATABASE_API_URL, workerUrl: env.DATABASE_WORKER_URL, relayUrl: env.DATABASE_RELAY_URL, poolSize: whole(env.DATABASE_POOL) },
    nats: { servers: env.NATS_URL, seed: env.NATS_SEED },
    issuer: env.OIDC_ISSUER, opsPort: whole(env.OPS_PORT), logLevel: env.LOG_LEVEL, port: env.PORT, host: env.HOST, publicUrl: env.PUBLIC_URL, trustProxy: env.TRUST_PROXY, webRoot: env.WEB_ROOT,
    clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET, clientAuthentication: env.OIDC_CLIENT_AUTHENTICATION, bearerClients: env.BEARER_CLIENTS?.split(','), sessionKey: env.SESSION_KEY,
    limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => value)),
  };
  const parsed = GatewayConfig.safeParse(given);
  if (!parsed.success) throw new Error(`The configuration is not complete:\n${z.prettifyError(parsed.error)}`);
  return given as GatewayConfig;
}
