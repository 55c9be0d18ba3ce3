import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeCluster } from '@knutpunkt/infra';
import { tokenFor } from '../../infra/dist/identity-provider/token-for.js';
import { ended, root } from './hub.mjs';

const program = fileURLToPath(new URL('product.mjs', import.meta.url));
const patience = 180_000;

/** The flags that `npm start` gives node: less room for what is new, and what is old collected before it has doubled, keep the process small under load; no slower in pairs of runs (ten seconds of reads and calls). */
const flags = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.split(' ').filter((word) => word.startsWith('--'));

const secondsAt = (said, words) => Number(new RegExp(`([\\d.]+) s  ${words}`).exec(said)?.[1]);

/** The product with its demo in a folder of its own, as `npm start` has it: all services in one process, or each as a process of its own. */
export class Demo {
  #folder = mkdtempSync(join(tmpdir(), 'knutpunkt-bench-start-'));
  #child;

  constructor() {
    for (const name of ['services', 'infra']) symlinkSync(join(root, name), join(this.#folder, name));
    mkdirSync(join(this.#folder, '.knutpunkt'));
  }

  get pid() { return this.#child.pid; }

  /** Starts it, and waits until it says where it is. `environment`: what its services are told beside. Gives the seconds that passed, and those of the services. */
  async start({ processes = false, environment = {} } = {}) {
    const began = performance.now();
    this.#child = spawn(process.execPath, [...flags, program, root, this.#folder, ...(processes ? ['processes'] : [])], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    const said = await this.#announced();
    const servicesReady = secondsAt(said, 'the services are ready') - secondsAt(said, 'database, NATS, login and mail are ready');
    return { seconds: (performance.now() - began) / 1_000, servicesReady };
  }

  #announced() {
    let said = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => { this.#child.kill('SIGTERM'); reject(new Error(`not started:\n${said}`)); }, patience);
      this.#child.stderr.on('data', (text) => (said += text));
      this.#child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
      this.#child.stdout.on('data', (text) => {
        const origin = /http:\/\/localhost:\d+/.exec(String(text))?.[0];
        if (!origin) return;
        clearTimeout(late);
        this.origin = origin;
        resolve(said);
      });
    });
  }

  /** A bearer token for one of the demo's accounts; good for five minutes. */
  tokenFor(username) {
    return tokenFor(join(this.#folder, '.knutpunkt/identity-provider'), username);
  }

  /** Ends it; what it has kept stays for another start. */
  async end() {
    if (this.#child) await ended(this.#child);
  }

  async remove() {
    await this.end();
    removeCluster(join(this.#folder, '.knutpunkt/postgres'));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
