import { describe, expect, it } from '@jest/globals';
import { configFromEnv } from './config.js';

const whole = {
  DATABASE_API_URL: 'postgres://a:b@localhost/k', DATABASE_WORKER_URL: 'postgres://a:b@localhost/k', DATABASE_RELAY_URL: 'postgres://a:b@localhost/k',
  NATS_URL: 'nats://localhost', NATS_SEED: 'SU', OIDC_ISSUER: 'http://localhost/realms/knutpunkt',
};

describe('the configuration of a service', () => {
  it('is read from the environment, with what may be left out left out', () => {
    expect(configFromEnv(whole)).toMatchObject({ opsPort: 0, logLevel: 'info', nats: { seed: 'SU' } });
    expect(configFromEnv(whole)).not.toHaveProperty('introspection.clientSecret');
    expect(configFromEnv({ ...whole, OIDC_INTROSPECTION_SECRET: 's' })).toMatchObject({ introspection: { clientId: 'knutpunkt-introspection', clientSecret: 's' } });
    expect(configFromEnv({ ...whole, OPS_PORT: '9100', DATABASE_POOL: '4' })).toMatchObject({ opsPort: 9100, database: { poolSize: 4 } });
  });

  it('is refused with the name of each variable that is missing or wrong', () => {
    expect(() => configFromEnv({ ...whole, OIDC_ISSUER: 'nowhere', NATS_SEED: undefined, OPS_PORT: 'many' })).toThrow(/issuer[\s\S]*opsPort[\s\S]*nats.seed/);
  });
});
