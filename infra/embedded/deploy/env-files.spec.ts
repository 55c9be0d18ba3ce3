import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { gatewayConfigFromEnv } from '@knutpunkt/gateway';
import { mailSettingsFromEnv } from '@knutpunkt/notifications';
import { configFromEnv } from '@knutpunkt/service-kit';
import { keptKeys, SERVICES } from '../start/keys.js';
import { writeEnvironments, writeNatsConfigs } from './env-files.js';

const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
const keys = keptKeys(dir);
afterAll(() => rmSync(dir, { recursive: true }));

writeEnvironments(dir, {
  root: '/app', adminUrl: 'postgres://knutpunkt:p%40ss@postgres:5432/knutpunkt', natsUrl: 'nats://nats-1:4222,nats://nats-2:4222', keys, port: 3000, webOrigin: 'https://hub.example.se',
  login: { issuer: 'https://login.example.se/realms/knutpunkt', clientSecret: 'a "quoted" secret', introspectionSecret: 'asks about logins' }, post: { smtpUrl: 'smtp://mail.example.se:25' },
});
writeNatsConfigs(dir, keys);
const text = (folder: string, name: string) => readFileSync(join(dir, folder, name), 'utf8');
const environment = (service: string) => parseEnv(text(service, 'env')) as NodeJS.ProcessEnv;

describe('what a container is told', () => {
  it('is what its service reads', () => {
    expect(configFromEnv(environment('meetings'))).toMatchObject({ database: { apiUrl: expect.stringContaining('meetings_api:') }, nats: { seed: keys.nats.meetings.seed }, opsPort: 9464 });
    expect(gatewayConfigFromEnv(environment('gateway'))).toMatchObject({ host: '0.0.0.0', publicUrl: 'https://hub.example.se', clientSecret: 'a "quoted" secret', webRoot: '/app/services/web/dist' });
    expect(mailSettingsFromEnv(environment('notifications'))).toMatchObject({ smtpUrl: 'smtp://mail.example.se:25' });
  });

  it('lets ask about logins the services that must, and no other', () => {
    expect(configFromEnv(environment('directory'))).toMatchObject({ introspection: { clientId: 'knutpunkt-introspection', clientSecret: 'asks about logins' } });
    expect(SERVICES.filter((service) => text(service, 'env').includes('asks about logins'))).toEqual(['directory', 'meetings']);
  });

  it('holds no secret of another service, and none of the administrator', () => {
    for (const service of SERVICES) {
      const others = SERVICES.filter((other) => other !== service).flatMap((other) => [...Object.values(keys.database[other]), keys.nats[other].seed]);
      for (const secret of [...others, keys.database[service].owner, keys.nats.ops.seed, 'p%40ss']) expect(text(service, 'env')).not.toContain(secret);
    }
  });

  it('lets NATS know public keys only, on three nodes that know each other', () => {
    for (const node of ['nats-1', 'nats-2', 'nats-3']) {
      const config = text(node, 'nats.conf');
      expect(config).toContain(`server_name: "${node}"`);
      expect(config).toContain('nats://nats-3:6222');
      expect(config).toContain(keys.nats.meetings.publicKey);
      expect(config).not.toContain(keys.nats.meetings.seed);
    }
  });
});
