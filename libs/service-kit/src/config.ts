import * as z from 'zod';

/** What every service needs to know, given by its starter or by the environment. */
export const ServiceConfig = z.object({
  database: z.object({ apiUrl: z.url(), workerUrl: z.url(), relayUrl: z.url(), poolSize: z.number().int().positive().optional() }),
  nats: z.object({ servers: z.string(), seed: z.string() }),
  issuer: z.url(),
  /** The client by which the issuer is asked whether a login still holds. Without it, what needs that is refused. */
  introspection: z.object({ clientId: z.string().min(1).default('knutpunkt-introspection'), clientSecret: z.string().min(1) }).optional(),
  /** Where this service answers /health and /metrics; 0 takes any free port. */
  opsPort: z.number().int().default(0),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

const whole = (text: string | undefined): number | undefined => (text === undefined || text === '' ? undefined : Number(text));

/** Nothing where no secret is given. */
const introspectionIn = ({ OIDC_INTROSPECTION_SECRET: clientSecret, OIDC_INTROSPECTION_CLIENT_ID: clientId }: NodeJS.ProcessEnv): object | undefined =>
  clientSecret ? { clientSecret, ...(clientId ? { clientId } : {}) } : undefined;

/** Reads the configuration from the environment; throws an error that names each variable that is missing or wrong. */
export function configFromEnv(env: NodeJS.ProcessEnv = process.env): ServiceConfig {
  const parsed = ServiceConfig.safeParse({
    database: { apiUrl: env.DATABASE_API_URL, workerUrl: env.DATABASE_WORKER_URL, relayUrl: env.DATABASE_RELAY_URL, poolSize: whole(env.DATABASE_POOL) },
    nats: { servers: env.NATS_URL, seed: env.NATS_SEED },
    issuer: env.OIDC_ISSUER, introspection: introspectionIn(env), opsPort: whole(env.OPS_PORT), logLevel: env.LOG_LEVEL,
  });
  if (parsed.success) return parsed.data;
  throw new Error(`The configuration is not complete:\n${z.prettifyError(parsed.error)}`);
}
