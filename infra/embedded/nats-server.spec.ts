import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { obtainNatsServer, startNatsServer, type NatsServer } from './nats-server.js';
import { fromRelease, type Source } from './nats-server/sources.js';
import { isAlive } from './spawned.js';

const dir = mkdtempSync(join(tmpdir(), 'nats server '));
const config = 'jetstream { sync_interval: always }\nauthorization { users: [{ user: ops, password: secret }] }\n';
let running: NatsServer | undefined;

const start = async () => startNatsServer({ binary: await obtainNatsServer(), configPath: join(dir, 'nats.conf'), config, storeDir: join(dir, 'store') });
const login = (server: NatsServer) => connect({ servers: server.url, user: 'ops', pass: 'secret', reconnect: false });

/** A program that answers `-v` as a nats-server of that version does. */
function pretender(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nats-server'), `#!/bin/sh\necho "nats-server: v${version}"\n`, { mode: 0o755 });
  return folder;
}

afterEach(async () => running?.stop());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the embedded nats-server', () => {
  it('keeps its streams over a restart and its configuration from other users', async () => {
    running = await start();
    const first = await login(running);
    await (await jetstreamManager(first)).streams.add({ name: 'KEPT', subjects: ['kept.>'] });
    await jetstream(first).publish('kept.once', 'hello');
    await first.close();
    await running.stop();
    running = await start();
    const again = await login(running);
    expect((await (await jetstreamManager(again)).streams.info('KEPT')).state.messages).toBe(1);
    await again.close();
    expect(statSync(join(dir, 'nats.conf')).mode & 0o777).toBe(0o600);
  }, 120_000);

  it('stops one that a killed run left on the same store', async () => {
    const orphan = await start();
    running = await start();
    expect([isAlive(orphan.pid), isAlive(running.pid)]).toEqual([false, true]);
  }, 30_000);

  it('says with the server\'s own words why a configuration is refused', async () => {
    const broken = startNatsServer({ binary: await obtainNatsServer(), configPath: join(dir, 'broken.conf'), config: 'no_such_setting: 1', storeDir: join(dir, 'other') });
    await expect(broken).rejects.toThrow('no_such_setting');
  }, 30_000);
});

describe('obtaining a nats-server', () => {
  const place: Source = { name: 'a pretended way', obtain: async (target) => void pretender(join(target, '..'), '2.15.2') };

  it('passes over one that is too old, and keeps what it fetched for next time', async () => {
    const cacheDir = join(dir, 'cache');
    const path = pretender(join(dir, 'old'), '2.9.10');
    expect(await obtainNatsServer({ path, cacheDir, sources: [place] })).toBe(join(cacheDir, 'nats-server'));
    expect(await obtainNatsServer({ path, cacheDir, sources: [] })).toBe(join(cacheDir, 'nats-server'));
  });

  it('prefers a current one on PATH', async () => {
    const path = pretender(join(dir, 'current'), '2.12.0');
    expect(await obtainNatsServer({ path, cacheDir: join(dir, 'none'), sources: [] })).toBe(join(path, 'nats-server'));
  });

  it('names every way and why it failed', async () => {
    const path = pretender(join(dir, 'old'), '2.9.10');
    const failing: Source = { name: 'by owl', obtain: () => Promise.reject(new Error('the owl is away')) };
    await expect(obtainNatsServer({ path, cacheDir: join(dir, 'empty'), sources: [failing] })).rejects.toThrow(/2\.9\.10 is older than 2\.12[\s\S]*by owl: the owl is away[\s\S]*NATS_URL/);
  });
});

describe('the release archive', () => {
  const folder = `nats-server-v2.14.5-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const system = folder.split('-').slice(-2).join('-');

  async function offered(work: (home: string, sha256: string) => Promise<void>): Promise<void> {
    pretender(join(dir, folder), '2.14.5');
    execFileSync('tar', ['-czf', join(dir, 'archive.tar.gz'), '-C', dir, folder]);
    const archive = readFileSync(join(dir, 'archive.tar.gz'));
    const server = createServer((request, response) => (request.url === `/v2.14.5/${folder}.tar.gz` ? response.end(archive) : response.writeHead(404).end()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, createHash('sha256').update(archive).digest('hex'));
    } finally {
      server.close();
    }
  }

  it('is unpacked when its sum is the pinned one', () =>
    offered(async (home, sha256) => {
      const cacheDir = join(dir, 'from-release');
      expect(await obtainNatsServer({ path: '', cacheDir, sources: [fromRelease(home, { [system]: sha256 })] })).toBe(join(cacheDir, 'nats-server'));
    }));

  it('is not used when its sum is another', () =>
    offered(async (home) => {
      const obtained = obtainNatsServer({ path: '', cacheDir: join(dir, 'forged'), sources: [fromRelease(home)] });
      await expect(obtained).rejects.toThrow(/SHA-256 is .* not the pinned/);
    }));
});
