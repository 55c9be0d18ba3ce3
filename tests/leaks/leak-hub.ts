import { newestPlace } from '@knutpunkt/access';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agendas } from '@knutpunkt/agendas';
import type { Operation } from '@knutpunkt/contracts';
import { directory, openDirectory } from '@knutpunkt/directory';
import { gatewayMigrations, startGateway, type RunningGateway } from '@knutpunkt/gateway';
import { startMailbox, type Mailbox } from '@knutpunkt/infra/mailbox';
import { meetingsTaking } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { referrals } from '@knutpunkt/referrals';
import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { TestHub, eventually, type Bearer } from '@knutpunkt/testing';
import { httpOf, inputOf, type HttpQuestion, type IdName } from './matrix.js';
import { RandomMarks, placeOf } from './random-marks.js';
import { markedIn } from './typed.js';

/** More than anybody asks here: how much may be asked is tried elsewhere. */
const unlimited = { perSecond: 100_000, burst: 100_000 };

const world = fileURLToPath(new URL('./directory', import.meta.url));

/** What came back, without what differs from one answer to the next by itself: the date and the id of the request. */
export interface Answered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface Asking {
  readonly token: string | null;
  readonly ifMatch?: string;
  readonly key?: string;
}

/** `eva.kop` works at `kop`, whose identity provider has the same name. */
export const bearer = (username: string, assuranceLevel: 2 | 3 = 3): Bearer =>
  ({ homeId: username, organisationAlias: username.split('.')[1]!, organisationId: 'of-the-identity-provider', assuranceLevel });

type Parts = { readonly dir: string; readonly sessionKey: string; readonly mailbox: Mailbox; readonly hub: TestHub; readonly gateway: RunningGateway; readonly told: ServiceDefinition };

/** All services together, asked over HTTP by machine clients, in a small county of their own. */
export class LeakHub {
  /** The fields in which a mark has been sent, as `Operation.field`. */
  readonly marked = new Set<string>();
  readonly marks = new RandomMarks();

  private constructor(private readonly parts: Parts) {}

  static async start({ logLevel = 'debug', digestMs }: { logLevel?: 'debug' | 'error' | 'silent'; digestMs?: number } = {}): Promise<LeakHub> {
    const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-leaks-'));
    const mailbox = await startMailbox({ dir });
    const answers = { address: 'svar@hub.example', key: randomBytes(32).toString('base64') };
    const told = notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', answers, digestMs });
    const hub = await TestHub.start([directory, meetingsTaking({ ...answers, port: 0, trust: 'none' }, { key: randomBytes(32).toString('base64') }), agendas, referrals, told], { logLevel });
    await hub.prepare({ name: 'gateway', migrations: gatewayMigrations });
    const sessionKey = randomBytes(32).toString('base64');
    const gateway = await startGateway({ ...hub.configOf('gateway'), clientSecret: 'unused', bearerClients: ['knutpunkt-cli'], sessionKey, port: 0, webRoot: dir, limits: { actor: unlimited, organisation: unlimited, address: unlimited } });
    const all = new LeakHub({ dir, sessionKey, mailbox, hub, gateway, told });
    await all.settle();
    return all;
  }

  get url(): string { return this.parts.gateway.url; }
  /** What the gateway seals the sessions of browsers with. */
  get sessionKey(): string { return this.parts.sessionKey; }
  get hub(): TestHub { return this.parts.hub; }
  get mailbox(): Mailbox { return this.parts.mailbox; }
  get notifications(): ServiceDefinition { return this.parts.told; }

  /** Loads the county, and waits until everybody has heard of it. */
  private async settle(): Promise<void> {
    const operator = await openDirectory(this.hub.configOf('directory'));
    const files = this.marks.folder(world);
    await operator.import(files);
    await operator.close();
    rmSync(files, { recursive: true });
    await this.heard();
  }

  /** Resolves when the other services have applied everything that the directory has told, and know that they have. */
  async heard(): Promise<void> {
    for (const service of ['meetings', 'agendas', 'referrals', 'notifications'] as const) await eventually(async () => {
      // The directory may go on telling meanwhile: what a timer does is told too.
      const [{ at }] = await this.hub.asAdmin<{ at: string }>('directory', `select ${newestPlace} as at`) as [{ at: string }];
      const [row] = await this.hub.asAdmin<{ at: string | null }>(service, `select ${newestPlace} as at`);
      if (row?.at !== at) throw new Error(`${service} has heard ${row?.at} of ${at}`);
      const state = await this.hub.running.get(service)?.ready();
      if (state && !state.ready) throw new Error(`${service}: ${JSON.stringify(state.checks)}`);
    }, 60_000);
  }

  token(username: string, assuranceLevel: 2 | 3 = 3): Promise<string> {
    return this.hub.issuer.token(bearer(username, assuranceLevel), { azp: 'knutpunkt-cli' });
  }

  /** One request, as it is on the wire. */
  async http({ method, path, body }: HttpQuestion, { token, ifMatch, key = randomUUID() }: Asking): Promise<Answered> {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(method === 'GET' ? {} : { 'idempotency-key': key, 'x-knutpunkt': '1' }),
      ...(body ? { 'content-type': 'application/json' } : {}), ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}),
    };
    const response = await fetch(this.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { date: _, 'x-request-id': __, ...kept } = Object.fromEntries(response.headers);
    return { status: response.status, headers: kept, body: await response.text() };
  }

  /** Asks an operation about some ids, as whoever the token says. */
  ask(op: Operation, ids: Partial<Record<IdName, string>>, asking: Asking): Promise<Answered> {
    return this.http(httpOf(op, inputOf(op, ids)), { ifMatch: op.ifMatch ? 's1.c1' : undefined, ...asking });
  }

  /** What somebody does, each word of a mark made a mark of its own; throws where it is refused. */
  async does<R>(username: string, [method, path, given]: [string, string, object?], ifMatch?: string): Promise<R> {
    const { value: body, marks } = this.marks.marked(given as Record<string, unknown> | undefined);
    const question = { method, path: `/api${path}`, body };
    const answer = await this.http(question, { token: await this.token(username), ifMatch });
    if (answer.status >= 300) throw new Error(`${username} ${method} ${path}: ${answer.status} ${answer.body}`);
    for (const field of markedIn(question)) this.marked.add(field);
    const done = JSON.parse(answer.body) as R;
    this.marks.note(marks, username.split('.')[1]!, placeOf(path, done as { id?: string } | null));
    return done;
  }

  /** What the parts say of themselves to Prometheus. */
  async metrics(): Promise<string> {
    const ports = [...this.hub.running.values(), this.parts.gateway].map(({ opsPort }) => opsPort);
    return (await Promise.all(ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()))).join('\n');
  }

  async stop(): Promise<void> {
    await this.parts.gateway.close();
    await this.hub.stop();
    await this.mailbox.stop();
    rmSync(this.parts.dir, { recursive: true, force: true });
  }
}
